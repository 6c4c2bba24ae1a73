using AppointmentAgent.Understanding;

namespace AppointmentAgent.Tests.Understanding;

public sealed class TimeReaderTests
{
    [Theory]
    [InlineData("10:30 am", "10:30")]
    [InlineData("10:30am would be good", "10:30")]
    [InlineData("1030am would be good", "10:30")]
    [InlineData("10 30 a.m.", "10:30")]
    [InlineData("10.30", "10:30")]
    [InlineData("230pm", "14:30")]
    [InlineData("2 pm", "14:00")]
    [InlineData("2pm please", "14:00")]
    [InlineData("12 pm", "12:00")]
    [InlineData("12:15 am", "00:15")]
    [InlineData("14:30", "14:30")]
    [InlineData("noon", "12:00")]
    [InlineData("half past ten", "10:30")]
    [InlineData("quarter past nine", "09:15")]
    [InlineData("a quarter to three", "14:45")]
    [InlineData("ten thirty", "10:30")]
    [InlineData("four o'clock", "16:00")]
    [InlineData("maybe at 3?", "15:00")]
    [InlineData("eleven!", "11:00")]
    [InlineData("1130", "11:30")]
    [InlineData("thursday 5 march at 10:30 am", "10:30")]
    public void Reads_times_as_people_type_them(string text, string time) =>
        Assert.Equal(TimeOnly.Parse(time), new TimeReader(Faults.None).Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("on the 5th of march")]
    [InlineData("no one told me")]
    [InlineData("i am in a hurry")]
    [InlineData("i have 3 children")]
    [InlineData("25:30")]
    [InlineData("13 pm")]
    [InlineData("call me at 0301 555 2368")]
    public void Finds_no_time_where_there_is_none(string text) => Assert.Null(new TimeReader(Faults.None).Read(text));

    [Theory]
    [InlineData("1030am", "10:00")]
    [InlineData("10:30 am", "10:30")]
    [InlineData("half past ten", "10:30")]
    [InlineData("2pm", "14:00")]
    public void The_regression_loses_minutes_only_without_a_colon(string text, string time) =>
        Assert.Equal(TimeOnly.Parse(time), new TimeReader(Faults.Regression).Read(text));
}
