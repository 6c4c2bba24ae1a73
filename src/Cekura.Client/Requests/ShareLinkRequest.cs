using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Asks for a link to a result (contract, section 15).</summary>
/// <param name="ExpireAt">When it stops working, UTC in whole seconds; null is sent and means never.</param>
internal sealed record ShareLinkRequest([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ExpireAt);
