using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Cekura.Runs.Plan;

/// <summary>What a request asks for, without its name: the same selection with the same settings has the same hash.</summary>
internal static class ContentHash
{
    public static string Of(StartBatch batch, int? concurrencyLimit)
    {
        var content = batch.IsSuite
            ? new JsonObject
            {
                ["spec"] = SuiteSpec.Of(batch.Cases, concurrencyLimit),
                ["agent"] = batch.AgentId,
                ["options"] = batch.Options?.DeepClone(),
            }
            : StartBody.Of(batch, name: "", concurrencyLimit);
        content["operation"] = batch.Mode;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToJsonString())));
    }
}
