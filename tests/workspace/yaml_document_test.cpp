#include "workspace/yaml_document.h"

#include <doctest/doctest.h>

using namespace onewriter::workspace;

namespace {

void show(const YamlDocument& doc, YamlId id, int indent, std::string& out) {
  for (YamlId child : doc.children(id)) {
    const YamlNode& n = doc.node(child);
    out += std::string(indent, ' ') + std::to_string(n.line) + ":" + std::to_string(n.column) + " ";
    if (!n.key.empty()) out += n.key;
    switch (n.kind) {
      case YamlNode::Kind::Scalar:
        out += "='" + n.value + "'" + (n.value_line != n.line ? " @" + std::to_string(n.value_line) : "");
        break;
      case YamlNode::Kind::Map: out += "{}"; break;
      case YamlNode::Kind::List: out += "[]"; break;
      case YamlNode::Kind::Null: out += "=null"; break;
    }
    out += "\n";
    show(doc, child, indent + 2, out);
  }
}

std::string shown(std::string_view text, const YamlLimits& limits = {}) {
  YamlDocument doc = read_yaml(text, limits);
  std::string out;
  show(doc, 0, 0, out);
  for (const YamlProblem& p : doc.problems)
    out += "! " + std::to_string(p.line) + ":" + std::to_string(p.column) + " " + p.message + "\n";
  return out;
}

}  // namespace

TEST_CASE("maps, lists, scalars and nulls with the place of their key") {
  CHECK(shown("a: 1\nb:\n  - x\n  - {c: 'd e', f: ~}\nsql: |\n  select 1\n  from t\n") == R"(1:1 {}
  1:1 a='1'
  2:1 b[]
    3:5 ='x'
    4:5 {}
      4:6 c='d e'
      4:16 f=null
  5:1 sql='select 1
from t
' @6
)");
}

TEST_CASE("a broken document does not hide the others, and its head is kept") {
  CHECK(shown("# head\n---\na: 1\n---\nb: 2\nc: [1, 2\n---\nd: 3\n") == R"(3:1 {}
  3:1 a='1'
5:1 {}
  5:1 b='2'
  6:1 c[]
    6:5 ='1'
    6:8 {}
      6:8 2=null
8:1 {}
  8:1 d='3'
! 7:1 YAML: end of sequence flow not found
)");
}

TEST_CASE("aliases are copied and merge keys give way to what the map says itself") {
  CHECK(
      shown(
          "base: &base\n  image: a\n  env: {X: 1}\nweb:\n  <<: *base\n  image: b\nall:\n  <<: [*base]\nenv: *base\n") ==
      R"(1:1 {}
  1:1 base{}
    2:3 image='a'
    3:3 env{}
      3:9 X='1'
  4:1 web{}
    6:3 image='b'
    3:3 env{}
      3:9 X='1'
  7:1 all{}
    2:3 image='a'
    3:3 env{}
      3:9 X='1'
  9:1 env{}
    2:3 image='a'
    3:3 env{}
      3:9 X='1'
)");
}

TEST_CASE("an alias bomb ends at the limit with a message") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    std::string last = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int k = 0; k < 10; ++k) bomb += (k ? ", " : "") + last;
    bomb += "]\n";
  }
  YamlDocument doc = read_yaml(bomb);
  CHECK(doc.nodes.size() < 250'000);
  REQUIRE(doc.problems.size() == 1);
  CHECK(doc.problems[0].line == 6);
  CHECK(doc.problems[0].message == "aliases expand to more than 200000 entries; the rest is not read");
}

TEST_CASE("an alias inside what it names is refused") {
  CHECK(shown("a: &a\n  b: *a\n") == "1:1 {}\n  1:1 a{}\n    2:3 b=null\n! 2:6 an alias stands inside what it names\n");
}

TEST_CASE("depth and entries are limited") {
  YamlDocument deep = read_yaml(std::string(10'000, '[') + std::string(10'000, ']'));
  REQUIRE(deep.problems.size() == 1);
  CHECK(deep.problems[0].message == "nested deeper than 100 levels; the rest is not read");
  CHECK(read_yaml(std::string(100'000, '[')).problems.size() == 1);
  YamlLimits limits;
  limits.nodes = 3;
  CHECK(shown("[a, b, c, d]", limits) ==
        "1:1 []\n  1:2 ='a'\n  1:5 ='b'\n! 1:8 more than 3 entries; the rest is not read\n");
}

TEST_CASE("a Helm template gives a tree") {
  CHECK(shown(R"({{- if .Values.db.enabled }}
{{- /* a comment
over two lines */}}
apiVersion: apps/v1
metadata:
  name: {{ include "x.name" . }}-db
  labels:
    {{- include "x.labels" . | nindent 4 }}
spec:
  image: "{{ .Values.db.image }}:{{ .Values.db.tag | default "latest" }}"
  args: [{{ .Values.a }}, b]
  {{ .Values.key }}: {{ if .Values.b }}x{{ else }}y{{ end }}
  {{- with .Values.c }}port: {{ . }}{{ end }}
  env:
    {{- range .Values.env }}
    - name: {{ .name | quote }}
      value: x
    {{- end }}
{{- end }}
)") == R"(4:1 {}
  4:1 apiVersion='apps/v1'
  5:1 metadata{}
    6:3 name='{{ include "x.name" . }}-db'
    7:3 labels=null
  9:1 spec{}
    10:3 image='{{ .Values.db.image }}:{{ .Values.db.tag | default "latest" }}'
    11:3 args[]
      11:10 ='{{ .Values.a }}'
      11:27 ='b'
    12:3 {{ .Values.key }}='{{ if .Values.b }}x{{ else }}y{{ end }}'
    13:24 port='{{ . }}'
    14:3 env[]
      16:7 {}
        16:7 name='{{ .name | quote }}'
        17:7 value='x'
)");
}

TEST_CASE("GitHub and Prometheus expressions stay text") {
  CHECK(shown("env: ${{ secrets.DB }}\nsummary: 'down on {{ $labels.instance }}'\n") ==
        "1:1 {}\n  1:1 env='${{ secrets.DB }}'\n  2:1 summary='down on {{ $labels.instance }}'\n");
}

TEST_CASE("any bytes are read without a crash") {
  for (unsigned seed = 1; seed < 400; ++seed) {
    std::string text;
    unsigned x = seed * 2654435761u;
    const std::string_view alphabet = "{}[]:-&*!|>'\"%@`#,? \n\n\t.ab<<\x80\xff\x01";
    for (int i = 0; i < 200; ++i) {
      x = x * 1664525u + 1013904223u;
      text += alphabet[(x >> 16) % alphabet.size()];
    }
    read_yaml(text);
  }
  read_yaml(std::string_view("a: \0b\n", 6));
  read_yaml("{{{{{{{{{{");
  read_yaml(
      "\xFF\xFE"
      "a");
}
