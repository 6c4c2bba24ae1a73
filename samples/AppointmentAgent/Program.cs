using AppointmentAgent;

await using var app = AgentApplication.Create(args, Faults.FromEnvironment());
await app.RunAsync();
