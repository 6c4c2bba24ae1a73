namespace Cekura.Agents.Options;

/// <summary>The protocols that agents speak, by the names that stand in seeds and manifests.</summary>
internal static class ProtocolNames
{
    public const string WebSocket = "websocket";
    public const string OpenAiChat = "openai-chat";
    public const string OpenAiResponses = "openai-responses";
    public const string AgUi = "ag-ui";
    public const string A2A = "a2a";
    public const string Activity = "activity";
    public const string Http = "http";
    public const string Command = "command";
}
