using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>Answers about work in the background, which clients poll by <c>progress_id</c>.</summary>
internal static class Polling
{
    public static ApiAnswer Answer(this BackgroundWork work, string kind, ApiRequest request) =>
        ApiAnswer.Ok(
            work.Ask(kind, request.Text("progress_id") ?? throw RefusedException.Field("progress_id", "This field is required."))
                ?? throw RefusedException.NotFound()
        );
}
