using AppointmentAgent;
using AppointmentAgent.Chat;

// One chat over standard input and output, for tests that give the agent no address.
if (args is ["--chat"])
{
    await LineChat.HoldAsync(Console.In, Console.Out, Faults.FromEnvironment());
    return;
}

await using var app = AgentApplication.Create(args, Faults.FromEnvironment());
await app.RunAsync();
