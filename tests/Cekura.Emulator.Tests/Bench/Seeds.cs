namespace Cekura.Emulator.Tests.Bench;

/// <summary>Seeds that several tests share.</summary>
internal static class Seeds
{
    /// <summary>Two agents, two personalities, a profile, four scripted scenarios.</summary>
    public const string Clinic = """
        {
          "project": 742, "organization": 14,
          "agents": [
            { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:1/chat", "websocket_headers": { "X-Env": "agent", "X-Kept": "agent", "X-Vocera-Run-Id": "0" }, "enabled_personalities": [3, 7] },
            { "id": 13, "agent_name": "Billing" },
          ],
          "personalities": [
            { "id": 3, "name": "Normal Male" },
            { "id": 7, "name": "In a hurry", "style": "terse", "message_plan": { "idle_timeout_seconds": 4, "idle_message_max_spoken_count": 1 }, "end_call_enabled": false },
            { "id": 9, "name": "Not enabled" },
          ],
          "test_profiles": [
            { "id": 20, "name": "Maria", "agent": 12, "information": { "main_agent_variables": { "X-Tier": 5, "X-Env": "profile" }, "testing_agent_variables": { "X-Mine": "no", "name": "Maria" } } },
            { "id": 21, "name": "Omar", "information": { "name": "Omar", "X-Flat": "yes" } },
          ],
          "metrics": [
            { "id": 48, "name": "Expected Outcome", "slug": "expected_outcome" },
            { "id": 55, "name": "Says hello", "eval_type": "binary", "rule": { "agent_says": "(?i)hello" } },
          ],
          "scenarios": [
            { "id": 101, "name": "Book", "agent": 12, "personality": 3, "test_profile": 20, "tags": ["smoke", "booking"], "folder_path": "Booking.Happy", "metrics": [48, 55], "max_duration": 120, "tool_ids": ["TOOL_END_CALL"],
              "conditional_actions": { "role": "A patient", "conditions": [{ "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi there", "type": "standard", "fixed_message": true }] },
              "outcomes": [{ "text": "The agent greets", "rule": { "agent_says": "(?i)hello" } }] },
            { "id": 102, "name": "Move", "agent": 12, "personality": 3, "tags": ["smoke"], "folder_path": "Booking",
              "conditional_actions": { "role": "A patient", "conditions": [{ "id": 0, "condition": "FIRST_MESSAGE", "action": "", "type": "standard", "fixed_message": true }] } },
            { "id": 103, "name": "Talk freely", "agent": 12, "scenario_type": "instruction", "instructions": "You are Ann." },
            { "id": 201, "name": "Refund", "agent": 13, "conditional_actions": { "role": "A payer", "conditions": [{ "id": 0, "condition": "FIRST_MESSAGE", "action": "Money!", "type": "standard", "fixed_message": true }] } },
          ],
        }
        """;

    /// <summary>One agent and one scenario with this replay; further sections and keys of the scenario may follow.</summary>
    public static string Replay(string replay, string scenario = "", string sections = "") =>
        $$"""
            { "agents": [{ "id": 1 }], {{sections}}
              "scenarios": [{ "id": 1, "name": "Canned", {{scenario}} "replay": {{replay}} }] }
            """;
}
