using AppointmentAgent.Chat;

namespace AppointmentAgent;

/// <summary>The agent as a web application: <c>/chat</c> takes calls, <c>/health</c> says that it listens.</summary>
internal static class AgentApplication
{
    public static WebApplication Create(string[] args, Faults faults)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton(faults);
        builder.Services.AddSingleton<ChatEndpoint>();

        var app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/health", () => Results.Text("ok"));
        app.Map("/chat", (HttpContext context, ChatEndpoint chat) => chat.TakeCallAsync(context));
        return app;
    }
}
