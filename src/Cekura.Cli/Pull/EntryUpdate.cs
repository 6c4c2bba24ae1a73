using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Pull;

/// <summary>Brings one entry of a manifest up to date: name, folder and tags are the service's, everything else is the user's.</summary>
internal sealed class EntryUpdate(TextEdits edits, Layout layout)
{
    /// <summary>Edits an entry; the properties that changed.</summary>
    public IReadOnlyList<string> Apply(PositionedNode entry, Scenario scenario, bool keepsName)
    {
        var changed = new List<string>();
        var missing = new List<string>();
        if (!keepsName && !string.IsNullOrWhiteSpace(scenario.Name))
        {
            Update("name", ScenarioText.Text(scenario.Name), node => node.Text == scenario.Name);
        }

        Update("folder", string.IsNullOrWhiteSpace(scenario.FolderPath) ? null : ScenarioText.Text(scenario.FolderPath), node =>
            node.Text == scenario.FolderPath
        );
        var tags = ScenarioText.Tags(scenario);
        Update("tags", tags.Count == 0 ? null : ScenarioText.List(tags), node => node.Items.Select(item => item.Text).SequenceEqual(tags));
        if (missing.Count > 0)
        {
            layout.AddMembers(edits, entry.Members.Last(member => member.Name is "id" or "name"), missing);
        }

        return changed;

        void Update(string property, string? value, Func<PositionedNode, bool> isSame)
        {
            var member = entry.Members.FirstOrDefault(member => member.Name == property);
            if (
                member is null
                    ? value is null
                    : isSame(member.Value) || (value is null && member.Value is { Kind: JsonValueKind.Array, Items.Count: 0 })
            )
            {
                return;
            }

            changed.Add(property);
            if (value is null)
            {
                layout.Remove(edits, member!);
            }
            else if (member is null)
            {
                missing.Add(ScenarioText.Member(property, value));
            }
            else
            {
                edits.Replace(member.Value.Offset, member.Value.End, value);
            }
        }
    }
}
