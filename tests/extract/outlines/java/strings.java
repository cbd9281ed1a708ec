class Strings {
  String plain = "say \"x\"\n\u0041\\";
  String joined = "select * " + "from t where a = " + a + ' ';
  String block = """
      select "a"
        from t \
        where x
      """;
  String last = """
    a
      b""";
  String empty = "";
  String built = String.format("select %s", table) + sb.append("a").append(1).toString();
}
