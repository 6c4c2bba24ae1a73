namespace Cekura.NUnit;

/// <summary>
/// The method asks the language model that plays the emulator's callers and judges, in the place of the endpoint that the setting
/// <c>ModelUrl</c> or the seed names: a few lines over a client that the tests have already, such as an <c>IChatClient</c>. It may stand in
/// any class and holds for the whole assembly. It is static, takes a <see cref="ModelQuestion"/> and a <see cref="CancellationToken"/>, and
/// returns a task of a <see cref="ModelAnswer"/>. Several conversations call it at once. Limits and cassettes hold for it, too.
/// </summary>
/// <example><code>
/// [CekuraModel]
/// public static async Task&lt;ModelAnswer&gt; Ask(ModelQuestion question, CancellationToken cancellationToken)
/// {
///     var messages = question.Messages.Select(message =&gt; new ChatMessage(new ChatRole(message.Author), message.Content));
///     var answer = await Client.GetResponseAsync(messages, cancellationToken: cancellationToken);
///     return new ModelAnswer(answer.Text);
/// }
/// </code></example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CekuraModelAttribute : Attribute
{
    /// <summary>How long the method may take for one question, 1 to 3600; default 120.</summary>
    public int TimeoutSeconds { get; set; } = 120;
}
