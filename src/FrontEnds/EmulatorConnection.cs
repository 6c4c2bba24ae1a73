using Cekura.Client;
using Cekura.Emulator;
using Cekura.Manifests.Text;
using Cekura.Models.Chat;
using Cekura.Models.Options;
using Cekura.Runs.Conversations;
using Cekura.TestHost;

namespace Cekura.FrontEnds;

/// <summary>
/// Connects to an emulator in this process. Part of each front end of a test platform: the flow must not know the emulator, nor the
/// emulator the flow.
/// </summary>
internal static class EmulatorConnection
{
    /// <exception cref="StartRefusedException">The seed file is missing or has errors.</exception>
    public static ServiceConnection Open(EmulatorOrder order) => Open(order, read => read, ownModel: null);

    /// <param name="order">What to open it with.</param>
    /// <param name="change">What the front end makes of the seed.</param>
    /// <param name="ownModel">The model of the front end; null: that of the settings.</param>
    /// <exception cref="StartRefusedException">The seed file is missing or has errors.</exception>
    public static ServiceConnection Open(EmulatorOrder order, Func<EmulatorSeed, EmulatorSeed> change, IChatModel? ownModel)
    {
        var data = order.Data;
        try
        {
            var seed = change(EmulatorSeed.Load(order.Seed));
            var model = ModelSettingsOf.Settings(order.Settings);
            if (model.Over(seed.Workspace.Model).Problem is { } problem)
            {
                throw new StartRefusedException(problem);
            }

            var modelKey = order.Variables.GetValueOrDefault(seed.Workspace.Model.KeyVariable ?? ModelSettings.DefaultKeyVariable)?.Trim();
            var (withoutServiceKey, withoutModelKey) = (KeyRedaction.Of(order.ServiceKey), KeyRedaction.Of(modelKey));
            var emulator = new CekuraEmulator(
                seed,
                new EmulatorOptions
                {
                    StartProcess = order.StartProcess,
                    ChatModel = ownModel,
                    Model = model,
                    HasCassettes = true,
                    CassetteUsage = order.StateDirectory is { } folder ? Path.Combine(folder, ModelSettingsOf.UsageFolder) : null,
                    Clean = text => withoutModelKey(withoutServiceKey(text)),
                    Variable = name => order.Variables.GetValueOrDefault(name),
                    Say = order.Say,
                }
            );
            if (File.Exists(data))
            {
                // Of an earlier connection of this same test run, whose ids are resumed.
                emulator.LoadData(File.ReadAllText(data));
            }

            return ServiceConnection.ToEmulator(
                emulator.BaseAddress,
                options => new CekuraClient(options, new EmulatorAndNetwork(emulator)),
                emulator,
                data is null
                    ? null
                    : clean => OwnerFile.ReplaceAsync(data, withoutModelKey(clean(emulator.SaveData())), CancellationToken.None),
                modelKey
            );
        }
        catch (EmulatorSeedException e)
        {
            throw new StartRefusedException(e.Message);
        }
    }
}
