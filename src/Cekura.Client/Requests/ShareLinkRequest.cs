using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Asks for a link to a result (<c>POST /test_framework/v1/results/{id}/create_shareable_link_token/</c>).</summary>
/// <param name="ExpireAt">When it stops working, UTC in whole seconds; null is sent and means never.</param>
internal sealed record ShareLinkRequest([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ExpireAt);
