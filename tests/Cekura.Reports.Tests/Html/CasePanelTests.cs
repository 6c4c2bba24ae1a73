using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Reports.Html;
using Cekura.Reports.Summary;
using Cekura.Runs.History;
using Cekura.Runs.Tests.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

public sealed class CasePanelTests : IDisposable
{
    private readonly SampleReport _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void A_case_shows_reasons_metrics_and_the_conversation_with_its_tools()
    {
        var about = Panel(_sample.Add("Book", "In a hurry", Failed));

        Assert.Contains(
            "The agent reads back its date and time",
            about.QuerySelector(".message .detail")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("https://dashboard.cekura.ai/742/results/987?call_id=5545", about.QuerySelector("dd a")!.GetAttribute("href"));
        Assert.Equal(["fail", "fail", "pass"], Texts(about, ".metrics .value"));
        Assert.Equal(["1", "2", "3", "4", "5", "6"], Texts(about, ".talk .turn").Select(text => text["Turn ".Length..]));
        Assert.Equal("The agent ended without reading back the new slot.", Texts(about, ".metrics .why").ElementAt(1));
        Assert.Equal(
            ["caller", "agent", "caller", "tool", "tool", "pause", "agent"],
            about.QuerySelectorAll(".talk > li").Select(turn => turn.ClassName)
        );
        Assert.StartsWith("Agent calls find_patient 00:10.6", Texts(about, ".talk .who").ElementAt(3), StringComparison.Ordinal);
        Assert.Equal("{\n  \"dob\": \"1990-01-01\"\n}", about.QuerySelector(".talk details pre")!.TextContent);
    }

    [Fact]
    public void A_call_that_only_the_agent_s_trace_shows_says_so()
    {
        var turns = Failed
            .TranscriptTurns.Select(turn => turn.Role == SpeakerRole.ToolCall ? turn with { Content = "seen by trace" } : turn)
            .ToList();

        var about = Panel(_sample.Add("Book", "In a hurry", Failed with { TranscriptTurns = turns }));

        Assert.StartsWith("Agent calls find_patient (seen by trace) ", Texts(about, ".talk .who").ElementAt(3), StringComparison.Ordinal);
    }

    [Fact]
    public void The_trace_of_the_agent_shows_where_the_time_of_a_turn_went()
    {
        // The caller ends at 9.9 s, the agent begins at 12 s.
        var about = Panel(
            _sample.Add("Book", "In a hurry", Failed.Traced(("chat", 10_000, 600), ("execute_tool", 10_600, 500), ("chat", 11_100, 400)))
        );

        Assert.Equal(["model 1.0 s, tools 0.5 s, rest 0.6 s · 240 tokens"], Texts(about, ".latency .soft"));
        Assert.Equal(
            ["0 47.62", "47.62 23.81", "71.43 28.57"],
            about.QuerySelectorAll(".latency rect").Select(part => $"{part.GetAttribute("x")} {part.GetAttribute("width")}")
        );
        Assert.Contains("The agent's trace", Texts(about, "h4"));
        Assert.Contains("240", Texts(about, ".metrics .value"));
        Assert.DoesNotContain(about.QuerySelectorAll("[id]").GroupBy(element => element.Id), same => same.Count() > 1);
    }

    [Fact]
    public void What_tokens_cost_is_shown_by_the_prices_of_the_settings()
    {
        var traced = Failed.Traced(("chat", 10_000, 600), ("chat", 11_100, 400));

        var about = Panel(
            _sample.Add(
                CaseJson.Read(CaseJson.Write(SampleCase.Of("Book", "Calm") with { TokenPrices = TokenPrices.Parse(["2.5/10"])! })),
                traced
            )
        );

        Assert.Equal(["model 1.0 s, tools 0.0 s, rest 1.1 s · 240 tokens · cost 0.0009"], Texts(about, ".latency .soft"));
        Assert.Contains("Token cost", Texts(about, ".metrics .name"));
        Assert.Contains("0.0009", Texts(about, ".metrics .value"));

        using var unpriced = new SampleReport();
        Assert.DoesNotContain("Token cost", Texts(Panel(unpriced.Add("Book", "Calm", traced)), ".metrics .name"));
    }

    [Fact]
    public void Each_part_of_the_expected_outcome_and_each_critical_category_is_listed()
    {
        var about = Panel(
            _sample.Add(
                "Book",
                "A",
                Failed with
                {
                    CriticalCategories =
                    [
                        Critical,
                        Critical with
                        {
                            Category = "Tone",
                            Priority = "non-critical",
                            WronglyMarked = true,
                            Feedback = "It was polite",
                        },
                    ],
                    Rubric = [Rubric("Latency", "2400", "score lte 2000")],
                }
            )
        );

        Assert.Equal(
            ["met: The agent books an appointment", "not met: The agent reads back its date and time"],
            Texts(about, "[id*=-part-]").Select(text => text[1..])
        );
        Assert.Contains(Texts(about, ".outcomes li"), text => text == "criticalIdentity not verified");
        Assert.Contains(Texts(about, ".outcomes li"), text =>
            text.Contains("A reviewer marked this as wrong.", StringComparison.Ordinal)
            && text.EndsWith("It was polite", StringComparison.Ordinal)
        );
        Assert.Contains(Texts(about, ".outcomes li"), text => text == "failLatency2400, wanted score lte 2000");
    }

    [Fact]
    public void A_metric_shows_its_unit_its_percentiles_and_whether_it_is_as_the_manifest_wants_it()
    {
        using var extra = System.Text.Json.JsonDocument.Parse("""{"percentiles":{"p50":1180,"p95":"secret","p99":1820.5}}""");
        var latency = new RunMetric
        {
            Name = "Latency (in ms)",
            Type = "numeric",
            Score = 1845,
            Extra = extra.RootElement,
        };

        var about = Panel(
            _sample.Add(
                SampleCase.Of("Book", "A") with
                {
                    Expect = [Expect("latency (in ms)", "<= 1600")],
                },
                Passed with
                {
                    Metrics = [latency],
                }
            )
        );

        var value = about.QuerySelector(".metrics .value")!;
        Assert.Equal("1845 ms", value.TextContent);
        Assert.Contains("failed", value.ClassList);
        Assert.Equal("wanted <= 1600", Assert.Single(Texts(about, ".metrics .wanted")));
        Assert.Equal("p50 1180 · p99 1820.5", Assert.Single(Texts(about, ".metrics .percentiles")));
    }

    [Fact]
    public void A_remark_leads_to_its_turn_and_the_turn_shows_it()
    {
        var about = Panel(
            _sample.Add("Book", "A", Failed with { Metrics = [Binary("Says goodbye", passes: false, "At [00:12] it hung up early.")] })
        );

        Assert.Equal($"#{about.Id}-1-t6", about.QuerySelector(".metrics .turn-link")!.GetAttribute("href"));
        var turn = about.QuerySelector($"#{about.Id}-1-t6")!;
        Assert.Contains("bad", turn.ClassList);
        Assert.Equal($"#{about.Id}-1-metric-0", turn.QuerySelector(".remark a")!.GetAttribute("href"));
        Assert.NotNull(about.QuerySelector($"#{about.Id}-1-metric-0"));
        Assert.Single(about.QuerySelectorAll(".timeline .flag"));
    }

    [Fact]
    public void The_timeline_says_who_spoke_when_with_silences_and_interruptions()
    {
        var about = Panel(
            _sample.Add(
                "Book",
                "A",
                Passed with
                {
                    Duration = TimeSpan.FromSeconds(20),
                    TranscriptTurns =
                    [
                        Turn(SpeakerRole.Agent, 0, 4, "Good morning"),
                        Turn(SpeakerRole.Caller, 3, 5, "Hello"),
                        Turn(SpeakerRole.ToolCall, 6, 6, "") with
                        {
                            ToolName = "find",
                        },
                        Turn(SpeakerRole.Agent, 10, 20, "Sorry for the wait"),
                    ],
                }
            )
        );

        var timeline = about.QuerySelector(".timeline")!;
        Assert.Equal(
            "Timeline of 00:20: Caller 1 turn, 2.0 s, Agent 2 turns, 14.0 s, 1 tool calls, 1 silences, 1 interruptions",
            timeline.GetAttribute("aria-label")
        );
        Assert.Equal(["0%", "15%", "30%", "50%"], timeline.QuerySelectorAll("svg.event").Select(turn => turn.GetAttribute("x")));
        Assert.Equal(
            ["20%", "10%", "0%", "50%"],
            timeline.QuerySelectorAll("svg.event rect:first-child").Select(turn => turn.GetAttribute("width"))
        );
        Assert.Equal(
            ("25%", "25%"),
            (timeline.QuerySelector(".silence")!.GetAttribute("x"), timeline.QuerySelector(".silence")!.GetAttribute("width"))
        );
        Assert.Equal("15%", timeline.QuerySelector(".overlap")!.GetAttribute("x"));
        Assert.Equal(["00:00", "00:05", "00:10", "00:15", "00:20"], Texts(timeline, ".tick"));
        Assert.Equal("5.0 s of silence", Assert.Single(Texts(about, ".talk .pause")));
        Assert.Equal("interrupts for 1.0 s", Assert.Single(Texts(about, ".talk .interrupts")));
    }

    [Fact]
    public void A_turn_that_ends_before_it_starts_takes_no_time()
    {
        var about = Panel(
            _sample.Add(
                "Book",
                "A",
                Passed with
                {
                    Duration = TimeSpan.FromSeconds(20),
                    TranscriptTurns =
                    [
                        Turn(SpeakerRole.Agent, 0, 4, "Good morning"),
                        Turn(SpeakerRole.Caller, 8, 6, "Hello"),
                        Turn(SpeakerRole.Agent, 9, 10, "How can I help?"),
                    ],
                }
            )
        );

        var timeline = about.QuerySelector(".timeline")!;
        Assert.Equal(
            ["20%", "0%", "5%"],
            timeline.QuerySelectorAll("svg.event rect:first-child").Select(turn => turn.GetAttribute("width"))
        );
        Assert.StartsWith(
            "Timeline of 00:20: Caller 1 turn, 0.0 s, Agent 2 turns, 5.0 s",
            timeline.GetAttribute("aria-label"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_talk_without_times_has_no_timeline()
    {
        var about = Panel(
            _sample.Add(
                "Book",
                "A",
                Passed with
                {
                    TranscriptTurns = [.. Passed.TranscriptTurns.Select(turn => turn with { Start = null, End = null })],
                }
            )
        );

        Assert.Null(about.QuerySelector(".timeline"));
        Assert.Equal(6, about.QuerySelectorAll(".talk > li").Length);
    }

    [Fact]
    public void Repetitions_are_folded_but_the_first_that_failed_and_the_marks_lead_to_them()
    {
        var about = Panel(_sample.Add("Book", "A", Passed, Failed, Failed with { Id = 5546 }));

        Assert.Equal([false, true, false], about.QuerySelectorAll(".repetition").Select(run => run.HasAttribute("open")));
        Assert.Equal(["✓", "✗", "✗"], Texts(about, ".repetitions [aria-hidden]"));
        Assert.All(about.QuerySelectorAll(".repetitions a"), link => Assert.NotNull(about.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal(
            about.QuerySelectorAll("[id]").Length,
            about.QuerySelectorAll("[id]").Select(element => element.Id).Distinct(StringComparer.Ordinal).Count()
        );
    }

    [Fact]
    public void Repetitions_of_one_cause_have_its_reason_once_with_their_list()
    {
        var about = Panel(
            _sample.Add(
                "Book",
                "A",
                Failed,
                Passed with
                {
                    Id = 5546,
                },
                Failed with
                {
                    Id = 5547,
                },
                NotConnected(RunStatus.Failed) with
                {
                    Id = 5548,
                }
            )
        );

        Assert.Equal(2, about.QuerySelectorAll(".cause").Length);
        Assert.Equal(["2 repetitions: 1 3", "Repetition 4"], Texts(about, ".cause .where"));
        Assert.Equal(
            [$"#{about.Id}-1", $"#{about.Id}-3", $"#{about.Id}-4"],
            about.QuerySelectorAll(".cause .where a").Select(link => link.GetAttribute("href"))
        );
        Assert.Equal("✗not met: The agent reads back its date and time", Texts(about, ".cause .detail").First());
        Assert.EndsWith(", at least 4 must.", Assert.Single(Texts(about, "article > details > .message p")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_of_the_case_as_a_whole_stands_beside_the_reason()
    {
        _sample.Add(
            SampleCase.Of("Book", "A"),
            verdict => verdict with { Message = $"Worse than the known failure of the baseline: 3 of 3 passed there.\n{verdict.Message}" },
            Failed
        );

        var about = Panel(_sample);

        Assert.Equal("Worse than the known failure of the baseline: 3 of 3 passed there.", Texts(about, ".message p").First());
        Assert.StartsWith("Failed: expected outcome 0", Assert.Single(Texts(about, ".reason .first")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_turn_that_decided_is_quoted_beside_the_reason_and_linked_in_the_lines_below()
    {
        var about = Panel(
            _sample.Add(
                "Book",
                "A",
                Failed with
                {
                    ExpectedOutcome = new()
                    {
                        Score = 0,
                        Explanation = ["❌ It is polite"],
                        Alignments =
                        [
                            new()
                            {
                                PromptPart = "It is polite",
                                Aligned = Alignment.No,
                                Outcome = "It said: \"All set, goodbye.\"",
                            },
                        ],
                    },
                }
            )
        );

        Assert.Equal("turn 6 Agent: “All set, goodbye.”", Assert.Single(Texts(about, ".reason .decisive")));
        Assert.Equal($"#{about.Id}-1-t6", about.QuerySelector(".reason a")!.GetAttribute("href"));
        Assert.Equal($"#{about.Id}-1-t6", about.QuerySelector(".message .deep a")!.GetAttribute("href"));
        Assert.Equal("turn 6: It said: \"All set, goodbye.\"", Assert.Single(Texts(about, ".message .deep")));
    }

    [Fact]
    public void What_a_tool_was_given_stands_beside_what_was_expected()
    {
        Run Booked(string arguments, string outcome) =>
            Failed with
            {
                TranscriptTurns = [Turn(SpeakerRole.ToolCall, 1, 1, "") with { ToolName = "book", Arguments = arguments }],
                ExpectedOutcome = new()
                {
                    Score = 0,
                    Alignments =
                    [
                        new()
                        {
                            PromptPart = "Books",
                            Aligned = Alignment.No,
                            Outcome = outcome,
                        },
                    ],
                },
            };

        var about = Panel(
            _sample.Add(
                "Book",
                "A",
                Booked(
                    """{"day":"Thursday","time":"10:00","id":17,"who":"\u65E5\u672C"}""",
                    """The agent called book({"day":"Thursday","time":"10:00","id":17,"who":"日本"}), not book({"day":"thursday","time":"10:30","name":"Omar","id":"17"})."""
                )
            )
        );

        Assert.Equal(
            [
                "= as expected:  day|Thursday",
                "≠ not as expected:  time|10:00",
                "− missing:  name|–",
                "= as expected:  id|17",
                "+ nothing expected:  who|日本",
            ],
            about
                .QuerySelectorAll(".diff tbody tr")
                .Select(row => $"{row.Children[0].TextContent.Insert(1, " ")}|{row.Children[2].TextContent}")
        );
        Assert.Equal(["thursday", "10:30", "Omar", "17", "–"], Texts(about, ".diff tbody td:nth-child(2)"));

        foreach (var outcome in new[] { "The agent called book({}).", "…, not book({\"a\":", "…, not book(1)", "…, not look({\"a\":1})" })
        {
            using var other = new SampleReport();
            Assert.Empty(Panel(other.Add("Book", "A", Booked("""{"a":1}""", outcome))).QuerySelectorAll(".diff"));
        }
    }

    [Fact]
    public void The_facts_are_folded_and_words_run_in_their_own_direction()
    {
        var about = Panel(_sample.Add("Book", "A", Failed with { TranscriptTurns = [Turn(SpeakerRole.Agent, 0, 1, "שלום")] }));

        Assert.False(about.QuerySelector("dl.facts")!.Closest("details")!.HasAttribute("open"));
        Assert.Equal("Run 5545, 00:13, main-agent-ended-call", about.QuerySelector("details.about > summary")!.TextContent);
        Assert.All(about.QuerySelectorAll(".said, h3, .headline, .reason .first, .message p, .facts dd:not(:has(a))"), words =>
            Assert.Equal("auto", words.GetAttribute("dir"))
        );
    }

    [Fact]
    public void Each_turn_of_the_agent_has_the_time_of_its_answer_beside_the_longest()
    {
        var about = Panel(
            _sample.Add(
                "Book",
                "A",
                Passed with
                {
                    TranscriptTurns =
                    [
                        Turn(SpeakerRole.Caller, 0, 1, "Hello?"),
                        Turn(SpeakerRole.Agent, 2, 3, "Good morning"),
                        Turn(SpeakerRole.Caller, 4, 5, "Are you there?"),
                        Turn(SpeakerRole.Agent, 9, 10, "Sorry"),
                    ],
                }
            )
        );

        Assert.Equal(
            ["some 25", "bad 100"],
            about.QuerySelectorAll(".answer rect:last-child").Select(bar => $"{bar.ClassName} {bar.GetAttribute("width")}")
        );
    }

    [Fact]
    public void A_recording_is_drawn_on_the_clock_of_the_turns()
    {
        _sample.Add(
            SampleCase.Of("Book", "A"),
            verdict =>
                verdict with
                {
                    Runs = [verdict.Runs[0] with { RecordingFile = SampleRecording.Of(_sample.Folder, seconds: 6, _ => 64) }],
                },
            Passed with
            {
                Duration = TimeSpan.FromSeconds(24),
            }
        );

        var about = Panel(_sample);

        Assert.Equal("Loudness of the recording, 00:06", about.QuerySelector(".wave")!.GetAttribute("aria-label"));
        Assert.Equal("25%", about.QuerySelector(".wave > svg")!.GetAttribute("width"));
        Assert.StartsWith("M0 25v50M1 25v50", about.QuerySelector(".wave path")!.GetAttribute("d"), StringComparison.Ordinal);
        Assert.Equal(["24", "24"], about.QuerySelectorAll("svg[data-seconds]").Select(clock => clock.GetAttribute("data-seconds")));
    }

    [Fact]
    public void A_retry_is_noted_and_the_share_link_shown()
    {
        _sample.Add(
            SampleCase.Of("Book", "A"),
            verdict =>
                verdict with
                {
                    Notes = ["1 of 1 passed", "started again after an infrastructure failure: no answer"],
                    Runs = [verdict.Runs[0] with { ShareLink = new Uri("https://dashboard.cekura.ai/share/abc?a=1&b=2") }],
                },
            Passed
        );

        var about = Panel(_sample);

        Assert.Equal(["started again after an infrastructure failure: no answer"], Texts(about, ".notes li"));
        Assert.NotNull(about.QuerySelector("dd a[href='https://dashboard.cekura.ai/share/abc?a=1&b=2']"));
    }

    [Fact]
    public void A_downloaded_recording_is_played_from_beside_the_report()
    {
        _sample.Add(
            SampleCase.Of("Book", "A"),
            verdict =>
                verdict with
                {
                    Runs = [verdict.Runs[0] with { RecordingFile = Path.Combine(_sample.Folder, "cekura", "a b", "recording #1.wav") }],
                },
            Passed with
            {
                RecordingUrl = "https://storage.example/secret",
            }
        );

        var player = Panel(_sample).QuerySelector("audio")!;

        Assert.Equal("cekura/a%20b/recording%20%231.wav", player.GetAttribute("src"));
        Assert.Equal("none", player.GetAttribute("preload"));
        Assert.DoesNotContain("=\"https://storage.example", _sample.Save(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "There is no recording of this conversation.")]
    [InlineData("https://storage.example/secret", "The recording was not downloaded: the setting Recordings decides which are.")]
    public void Without_a_file_there_is_a_sentence_instead_of_a_player(string? address, string sentence)
    {
        var about = Panel(_sample.Add("Book", "A", Passed with { RecordingUrl = address }));

        Assert.Null(about.QuerySelector("audio"));
        Assert.Contains(sentence, Texts(about, ".conversation .empty"));
    }

    [Fact]
    public void Conversations_of_passed_cases_make_room_when_the_page_would_be_too_large()
    {
        foreach (var index in Enumerable.Range(0, 6))
        {
            _sample.Add($"Case {index}", "A", index == 4 ? Failed : Passed);
        }

        using var store = new PanelStore(_sample.Folder);
        var one = store.Keep(html => html.Markup("0123456789"));
        List<KeptCase> cases =
        [
            .. Enumerable.Range(0, 4).Select(index => Kept(index, index == 2 ? OutcomeMark.Failed : OutcomeMark.Passed, one)),
        ];

        // Briefs take 4 of 14 bytes, and each conversation 9 or more.
        Assert.Equal([2], KeptCase.WithConversation(cases, budget: 14).Select(kept => kept.Entry.Number));
        Assert.Equal(4, KeptCase.WithConversation(cases, KeptCase.Budget).Count);

        static KeptCase Kept(int number, OutcomeMark mark, PanelStore.Range panel) =>
            new(new(number, SampleCase.Of("Book", "A"), mark, [], 1, 1, TimeSpan.Zero, "", []), panel, panel with { Length = 1 });
    }

    [Fact]
    public void A_report_of_very_many_long_conversations_keeps_as_many_as_a_page_holds_and_every_one_that_failed()
    {
        const int cases = 1200;
        var said = new string('x', 4000);
        Run Long(Run run, int index) =>
            run with
            {
                Id = index,
                TranscriptTurns = [.. Enumerable.Range(0, 4).Select(turn => Turn(SpeakerRole.Agent, turn, turn + 1, $"{said} {index}"))],
            };
        List<ScenarioCase> all = [.. Enumerable.Range(0, cases).Select(index => SampleCase.Of($"Case {index}", "A"))];
        all.ForEach(_sample.Report.Expect);
        foreach (var (index, scenarioCase) in all.Index())
        {
            _sample.Add(scenarioCase, Long(index == cases - 1 ? Failed : Passed, index));
        }

        var page = new HtmlParser().ParseDocument(_sample.Save());

        var whole = page.QuerySelectorAll(".talk").Length;
        Assert.InRange(new FileInfo(_sample.Path).Length, 7_000_000, 10_000_000);
        Assert.InRange(whole, 300, cases / 2);
        Assert.Equal(
            cases - whole,
            page.QuerySelectorAll(".empty")
                .Count(note => note.TextContent.StartsWith("The conversation is left out", StringComparison.Ordinal))
        );
        Assert.NotNull(page.QuerySelector($"#{CaseAnchor.Of(all[^1].FullyQualifiedName)} .talk"));
    }

    private static IElement Panel(SampleReport report) => new HtmlParser().ParseDocument(report.Save()).QuerySelector("article.case")!;

    private static IEnumerable<string> Texts(IElement about, string selector) =>
        about.QuerySelectorAll(selector).Select(element => element.TextContent.Trim());
}
