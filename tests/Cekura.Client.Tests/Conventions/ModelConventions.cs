using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace Cekura.Client.Tests.Conventions;

public sealed class ModelConventions : ScriptedTests
{
    private const string FullRun = """
        {
          "id": 5, "result_id": 6, "result_name": "Nightly", "scenario": 1, "scenario_name": "Refund", "personality": 2, "personality_name": "Calm",
          "test_profile_data": {"id": 3, "name": "Maria"}, "agent": 4, "agent_name": "Front desk", "status": "completed", "success": true,
          "evaluation_status": "success", "is_reviewed": true, "feedback": "Fine.", "error_message": "None.",
          "expected_outcome": {
            "score": 100, "explanation": ["✅ Done"], "outcome_alignments": [{"outcome": "Paid back", "prompt_part": "Refunds", "aligned": "yes"}]
          },
          "evaluation": {"metrics": [{
            "id": 7, "name": "Polite", "type": "enum", "eval_type": "enum", "passed": true, "score": 5, "score_normalized": 1, "enum": "very",
            "explanation": "Said please.", "function_name": "polite", "vocera_defined_metric_code": "polite", "extra": {"trigger_failed": true}
          }]},
          "rubric": [{"metric_id": 7, "metric_name": "Polite", "value": 5, "explanation": ["ok"], "passed": true, "conditions": "score gte 5"}],
          "critical_categories": [{
            "category_id": 8, "category": "Rude", "deviation": 2, "wrongly_marked": true, "feedback": "Not so.", "priority": "critical"
          }],
          "transcript": "[00:00] Main Agent: Hi",
          "transcript_object": [{
            "role": "Main Agent", "content": "Hi", "start_time": 1, "end_time": 2,
            "data": {"id": "c", "name": "find", "arguments": "{}", "result": "{}"}
          }],
          "duration": "00:20", "voice_recording_url": "https://example.com/a.wav", "metadata": {"ended_reason": "done"},
          "timestamp": "2026-01-01T00:00:00Z", "executed_at": "2026-01-01T00:00:01Z", "outbound_number": "+1", "inbound_number": "+2",
          "outbound_dial_window_closes_at": "2026-01-01T00:05:00Z", "run_type": "Text", "trace_id": "0af7651916cd43dd8448eb211c80319c"
        }
        """;

    [Fact]
    public async Task Every_property_of_a_run_is_mapped()
    {
        Service.Answer(FullRun);

        var run = await Client.Runs.GetAsync(5);

        // The one that excludes another: a transcript is either readable or encrypted.
        AssertFilled(run, except: [nameof(Run.TranscriptEncrypted)]);
    }

    [Fact]
    public async Task Every_property_of_a_result_is_mapped()
    {
        Service.Answer(
            """
            {"id": 6, "name": "Nightly", "agent": 4, "agent_name": "Front desk", "status": "completed", "runs": [{"id": 5}],
             "total_runs_count": 4, "completed_runs_count": 3, "success_runs_count": 2, "failed_runs_count": 1, "run_type": "Text",
             "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:01Z"}
            """
        );

        AssertFilled(await Client.Results.GetAsync(6) with { Runs = [] }, except: [nameof(Result.Runs)]);
    }

    [Fact]
    public async Task Every_property_of_a_started_result_is_mapped()
    {
        Service.Answer(
            """
            {"id": 6, "name": "Nightly", "status": "pending", "runs": [{
              "id": 5, "status": "pending", "scenario": 1, "scenario_name": "Refund", "number": "+1", "inbound_number": "+2",
              "outbound_dial_window_closes_at": "2026-01-01T00:05:00Z"}]}
            """
        );

        AssertFilled(await Client.Scenarios.RunTextAsync(new()));
    }

    [Fact]
    public async Task Every_property_of_a_scenario_is_mapped()
    {
        Service.Answer(
            """
            {"id": 1, "name": "Refund", "agent": 4, "personality": 2, "personality_name": "Calm", "scenario_type": "instruction",
             "folder_path": "Money", "tags": ["smoke"], "expected_outcome_prompt": "Pays back."}
            """
        );

        AssertFilled(await Client.Scenarios.GetAsync(1));
    }

    [Fact]
    public async Task Every_property_of_a_personality_is_mapped()
    {
        Service.Answer("""[{"id": 2, "name": "Calm", "project": 742, "language": "en"}]""");

        AssertFilled(Assert.Single(await Client.Personalities.ListAsync().ToListAsync()));
    }

    [Fact]
    public async Task A_model_that_the_service_leaves_empty_has_no_null_lists_and_names()
    {
        Service.Answer(
            """{"id": 5, "metrics": [{}], "rubric": [{}], "critical_categories": [{}], "expected_outcome": {"score": 1}, "transcript_object": [{}]}"""
        );

        AssertNoNullWhereNotNullable(await Client.Runs.GetAsync(5));
    }

    private static void AssertFilled(object model, params string[] except)
    {
        foreach (var property in PublicProperties(model).Where(property => !except.Contains(property.Name)))
        {
            var value = property.GetValue(model);
            var empty =
                value is null or "" or ICollection { Count: 0 }
                || (property.PropertyType.IsValueType && value.Equals(Activator.CreateInstance(property.PropertyType)));
            Assert.False(empty, $"{model.GetType().Name}.{property.Name} was not read.");
            foreach (var part in Parts(value!))
            {
                AssertFilled(part);
            }
        }
    }

    private static void AssertNoNullWhereNotNullable(object model)
    {
        var nullability = new NullabilityInfoContext();
        foreach (var property in PublicProperties(model))
        {
            var value = property.GetValue(model);
            Assert.True(
                value is not null || nullability.Create(property).ReadState == NullabilityState.Nullable,
                $"{model.GetType().Name}.{property.Name} is null."
            );
            foreach (var part in Parts(value))
            {
                AssertNoNullWhereNotNullable(part);
            }
        }
    }

    private static PropertyInfo[] PublicProperties(object model) =>
        model.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);

    /// <summary>The models below a value.</summary>
    private static IEnumerable<object> Parts(object? value) =>
        value switch
        {
            null or string or JsonElement => [],
            IEnumerable list => list.Cast<object>().Where(IsModel),
            _ => IsModel(value) ? [value] : [],
        };

    private static bool IsModel(object value) =>
        value.GetType() is { IsEnum: false, IsValueType: false } type && type.Assembly == typeof(Run).Assembly;
}
