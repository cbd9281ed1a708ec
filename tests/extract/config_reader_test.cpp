#include <doctest/doctest.h>

#include "config_shown.h"
#include "extract/config/read_config.h"

using namespace onewriter;
using workspace::FileKind;

TEST_CASE("HCL blocks nest below their type and labels") {
  CHECK(shown_config(FileKind::Hcl, R"~(# c
resource "aws_db_instance" "main" {
  engine = "postgres"
  tags = { Name = "x", "a.b" = var.y }
  list = ["a", 1, true]
  name = "db-${var.env}"
  count = var.x ? 1 : 0
  policy = <<EOF
{ "a": 1 }
EOF
  nested { a = null }
}
broken {
x = 
)~") == R"~(1:1 {}
  2:1 resource{}
    2:1 aws_db_instance{}
      2:1 main{}
        3:3 engine='postgres'
        4:3 tags{}
          4:12 Name='x'
          4:24 a.b='var.y'
        5:3 list[]
          5:11 ='a'
          5:16 ='1'
          5:19 ='true'
        6:3 name='db-${var.env}'
        7:3 count='var.x ? 1 : 0'
        8:3 policy='{ "a": 1 }
' @9
        11:3 nested{}
          11:12 a=null
  13:1 broken{}
    14:1 x='' @15
! 15:1 HCL: a part of the file could not be read
)~");
}

TEST_CASE("TOML in the order of the text; a broken line does not hide the others") {
  CHECK(shown_config(FileKind::Toml, R"~(title = "t"
[tool.poetry.dependencies]
sqlalchemy = "^2"
psycopg = { version = "3", extras = ["binary"] }
[[a]]
x = 1979-05-27
[b]
y = 
)~") == R"~(1:1 {}
  1:1 title='t'
  2:2 tool{}
    2:7 poetry{}
      2:14 dependencies{}
        3:1 sqlalchemy='^2'
        4:1 psycopg{}
          4:13 version='3'
          4:28 extras[]
            4:38 ='binary'
  5:3 a[]
    5:1 {}
      6:1 x='1979-05-27'
  7:2 b{}
! 8:5 TOML: a value was expected
)~");
}

TEST_CASE("XML elements, attributes and text in order") {
  CHECK(shown_config(FileKind::Xml, R"~(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE mapper PUBLIC "x" "http://x/y.dtd">
<mapper namespace="a.B">
  <select id="find" 
     resultType="X">
    select * from <include refid="t"/>
    where a &lt; 1 <!-- c --> and b
    <if test="x != null">and c</if>
  </select>
  <v> 1.0 </v><![CDATA[ x ]]>
</mapper2>
)~") == R"~(3:1 {}
  3:1 mapper{}
    3:9 @namespace='a.B'
    4:3 select{}
      4:11 @id='find'
      5:6 @resultType='X'
      6:5 #text='select * from'
      6:19 include{}
        6:28 @refid='t'
      7:5 #text='where a < 1 and b'
      8:5 if{}
        8:9 @test='x != null'
        8:26 #text='and c'
    10:3 v{}
      10:7 #text='1.0'
    10:25 #text='x'
! 11:3 XML: Start-end tags mismatch
)~");
}

TEST_CASE("properties by the rules of Java, Spring documents apart") {
  CHECK(shown_config(FileKind::Properties, R"~(a.b=1
# c
x : y \
   z
k\:1 v
u=\u00e9
#---
spring.config.activate.on-profile=prod
e
)~") == R"~(1:1 {}
  1:1 a.b='1'
  3:1 x='y z'
  5:1 k:1='v'
  6:1 u='é'
8:1 {}
  8:1 spring.config.activate.on-profile='prod'
  9:1 e=''
)~");
}

TEST_CASE("Dockerfile instructions, continued lines and here-documents") {
  CHECK(shown_config(FileKind::Dockerfile, R"~(# escape
FROM --platform=x golang:1 as b
run a && \
 # c
  b
RUN <<EOF
x
y
EOF
ENTRYPOINT ["/a", \
 "b"]
)~") == R"~(2:1 []
  2:1 {}
    2:1 instruction='FROM'
    2:1 value='--platform=x golang:1 as b'
  3:1 {}
    3:1 instruction='RUN'
    3:1 value='a && b'
  6:1 {}
    6:1 instruction='RUN'
    6:1 value='<<EOF
x
y'
  10:1 {}
    10:1 instruction='ENTRYPOINT'
    10:1 value='["/a", "b"]'
)~");
}

TEST_CASE(".env with quotes, comments and export") {
  CHECK(shown_config(FileKind::Env, R"~(A=1
export B="x\ny" # c
C=a b # c
D='l $x'
E="two
lines"
F=
G
)~") == R"~(1:1 {}
  1:1 A='1'
  2:1 B='x
y'
  3:1 C='a b'
  4:1 D='l $x'
  5:1 E='two
lines'
  7:1 F=''
)~");
}

TEST_CASE("INI sections and continued values") {
  CHECK(shown_config(FileKind::Ini, R"~(; c
top=1
[alembic]
sqlalchemy.url = postgres://x
urls =
  a
  b
[x]
k: "v"
)~") == R"~(2:1 {}
  2:1 top='1'
  3:1 alembic{}
    4:1 sqlalchemy.url='postgres://x'
    5:1 urls='a
b' @6
  8:1 x{}
    9:1 k='v'
)~");
}

TEST_CASE("JSON with comments, trailing commas and several values") {
  CHECK(shown_config(FileKind::Json, R"~(// c
{"a": [1, 2,], "b": {"c": null, "u":"\u00e9\n"}, /* x */ "d" true}
{"second": 1)~") == R"~(2:1 {}
  2:2 a[]
    2:8 ='1'
    2:11 ='2'
  2:16 b{}
    2:22 c=null
    2:33 u='é
'
3:1 {}
  3:2 second='1'
! 2:58 JSON: a key without ':'
)~");
}

TEST_CASE("TOML texts, nested arrays of tables and lines that can't be read") {
  CHECK(shown_config(FileKind::Toml, R"~(# head
"a b".c = 'l\n' # tail
m = """
one \
   two"""
n = [ # list
  1, { x = 1.5, y.z = true },
]
[#x
lost = 1
[[s]]
k = "\u00e9"
[s.t]
u = 2
[[s]]
[s.t]
u = "open
v = 3 4
w = 1 "x"
=
)~") == R"~(2:1 {}
  2:1 a b{}
    2:7 c='l\n'
  3:1 m='one two' @4
  6:1 n[]
    7:3 ='1'
    7:6 {}
      7:8 x='1.5'
      7:17 y{}
        7:19 z='true'
  11:3 s[]
    11:1 {}
      12:1 k='é'
      13:4 t{}
        14:1 u='2'
    15:1 {}
      16:4 t{}
        18:1 v='3 4'
        19:1 w='1 "x"'
! 9:2 TOML: a key was expected
! 17:5 TOML: a text is never closed
! 20:1 TOML: a key was expected
)~");
}

TEST_CASE("find() walks maps, lists and dotted keys alike") {
  std::vector<facts::Diagnostic> none;
  extract::ConfigTree yaml = extract::read_config(
      FileKind::Yaml, "spring:\n  datasource.url: a\nservices:\n  web: {image: w}\n  db: {build: d, ports: [x, y]}\n",
      none);
  extract::ConfigId doc = yaml.documents().at(0);
  CHECK(yaml.scalar(doc, "spring.datasource.url") == "a");
  CHECK(yaml.scalar(doc, "services.*.build") == "d");
  CHECK(yaml.scalar(doc, "services.db.ports.1") == "y");
  CHECK(yaml.scalar(doc, "services.db.ports.*") == "x");
  CHECK(yaml.find(doc, "services.db.image") == extract::no_config);
  CHECK(yaml.find(extract::no_config, "services") == extract::no_config);

  extract::ConfigTree properties =
      extract::read_config(FileKind::Properties, "spring.datasource.url=a\ndb.one.host=h\n", none);
  doc = properties.documents().at(0);
  CHECK(properties.scalar(doc, "spring.datasource.url") == "a");
  CHECK(properties.scalar(doc, "db.*.host") == "h");
  CHECK(properties.scalar(doc, "spring.datasource") == "");

  extract::ConfigTree xml = extract::read_config(FileKind::Xml, "<project><a/><a v='1'>text</a></project>", none);
  doc = xml.documents().at(0);
  CHECK(xml.scalar(doc, "project.a.@v") == "1");
  CHECK(xml.scalar(doc, "project.a.#text") == "text");

  extract::ConfigTree hcl = extract::read_config(
      FileKind::Hcl, "resource \"a\" \"x\" { n = 1 }\nresource \"b\" \"y\" { engine = \"mysql\" }\n", none);
  CHECK(hcl.scalar(hcl.documents().at(0), "resource.b.*.engine") == "mysql");
  CHECK(none.empty());
}

TEST_CASE("a nest of brackets ends at the depth limit in every kind") {
  const std::pair<FileKind, std::string> nests[] = {
      {FileKind::Json, std::string(100'000, '[')},
      {FileKind::Yaml, std::string(100'000, '[')},
      {FileKind::Toml, "a = " + std::string(100'000, '[')},
      {FileKind::Hcl, "a = " + std::string(20'000, '[')},
      {FileKind::Xml,
       [] {
         std::string s;
         for (int i = 0; i < 100'000; ++i) s += "<a>";
         return s;
       }()},
  };
  for (const auto& [kind, text] : nests) {
    std::vector<facts::Diagnostic> diagnostics;
    extract::read_config(kind, text, diagnostics);
    CHECK(diagnostics.size() >= 1);
  }
}

TEST_CASE("any bytes are read without a crash in every kind") {
  const FileKind kinds[] = {FileKind::Yaml, FileKind::Json, FileKind::Xml,        FileKind::Properties, FileKind::Toml,
                            FileKind::Ini,  FileKind::Env,  FileKind::Dockerfile, FileKind::Hcl};
  const std::string_view alphabet("{}[]<>/=:-&*!|'\"%@`#,?\\ \n\n\t.ab$\x80\xff\x01\0", 39);
  unsigned x = 7;
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 150; ++i) {
      x = x * 1664525u + 1013904223u;
      text += alphabet[(x >> 16) % alphabet.size()];
    }
    for (FileKind kind : kinds) {
      std::vector<facts::Diagnostic> diagnostics;
      extract::read_config(kind, text, diagnostics);
    }
  }
}
