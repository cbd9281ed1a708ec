class A
{
    string plain = "say \"x\"\n\u0041\\";
    string verbatim = @"a ""b"" \n
c";
    string interpolated = $"select {a.B,3:N2} {{x}} \n";
    string both = $@"x {y} ""q""
z";
    string raw = """
        select "a"
          from t
        """;
    string rawHole = $"""
        a {b}
        c
        """;
    char c = 'c';
    string empty = "", joined = "a" + b + "c";
}
