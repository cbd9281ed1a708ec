#include "cli/option_listing.h"

#include <CLI/CLI.hpp>

namespace onewriter::cli {
namespace {

// CLI11 writes the type of a choice as "TEXT:{a,b}".
void read_type(const std::string& type, ListedOption& option) {
  const auto open = type.find('{');
  option.value = type.substr(0, type.find(':'));
  if (open == std::string::npos) return;
  std::string rest = type.substr(open + 1, type.find('}', open) - open - 1);
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    option.choices.push_back(rest.substr(0, comma));
    rest.erase(0, comma == std::string::npos ? rest.size() : comma + 1);
  }
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const std::string& w : words) text += (text.empty() ? "" : between) + w;
  return text;
}

// roff takes a leading dot or quote, and backslashes, for its own; a minus is \-.
std::string roff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      if ((c == '.' || c == '\'') && out.empty()) out += "\\&";
      out += c;
    }
  }
  return out;
}

// For single quotes of a shell.
std::string quoted(const std::string& text, const char* quote) {
  std::string out;
  for (const char c : text) out += c == '\'' ? std::string(quote) : std::string(1, c);
  return out;
}

std::string all_names(const std::vector<ListedCommand>& commands) {
  std::vector<std::string> names;
  for (const ListedCommand& c : commands) names.push_back(c.name);
  return joined(names, " ");
}

}  // namespace

std::vector<ListedCommand> list_commands(const CLI::App& program) {
  std::vector<ListedCommand> commands;
  for (const CLI::App* sub : program.get_subcommands([](const CLI::App*) { return true; })) {
    ListedCommand command{sub->get_name(), sub->get_description(), {}};
    for (const CLI::Option* o : sub->get_options()) {
      ListedOption option;
      for (const std::string& name : o->get_snames()) option.names.push_back("-" + name);
      for (const std::string& name : o->get_lnames()) option.names.push_back("--" + name);
      if (option.names.empty()) option.positional = o->get_name(true);
      option.description = o->get_description();
      if (o->get_expected_max() != 0 && o->get_items_expected_max() != 0) read_type(o->get_type_name(), option);
      option.fallback = o->get_default_str();
      command.options.push_back(std::move(option));
    }
    commands.push_back(std::move(command));
  }
  return commands;
}

std::string man_page(const std::vector<ListedCommand>& commands, const std::string& version) {
  std::string text =
      ".TH ONEWRITER 1 \"\" \"onewriter " + version +
      "\" \"User Commands\"\n.SH NAME\n"
      "onewriter \\- checks that one service writes each table\n.SH SYNOPSIS\n"
      ".B onewriter\n[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR] [\\fIPATH\\fR...]\n.SH DESCRIPTION\n"
      "Checks that in a system of services one service writes each table, and every other service reads it "
      "through an API or an event.\n\\fBonewriter\\fR \\fIPATH\\fR is \\fBonewriter check\\fR \\fIPATH\\fR.\n"
      ".SH COMMANDS\n";
  for (const ListedCommand& command : commands) {
    text += ".SS " + roff(command.name) + "\n" + roff(command.description) + "\n";
    for (const ListedOption& o : command.options) {
      text += ".TP\n";
      if (o.names.empty()) {
        text += "\\fI" + roff(o.positional) + "\\fR\n";
      } else {
        std::string names;
        for (const std::string& name : o.names) names += (names.empty() ? "\\fB" : ", \\fB") + roff(name) + "\\fR";
        const std::string value = o.choices.empty() ? o.value : joined(o.choices, "|");
        text += names + (value.empty() ? "" : " \\fI" + roff(value) + "\\fR") + "\n";
      }
      text += roff(o.description) + (o.fallback.empty() ? "" : " (default: " + roff(o.fallback) + ")") + "\n";
    }
  }
  return text +
         ".SH EXIT STATUS\n.TP\n0\nnothing at or above \\-\\-fail\\-on\n.TP\n1\nfindings\n.TP\n2\nthe run could not be "
         "done as asked\n.SH FILES\n.TP\n\\fIonewriter.yaml\\fR\nsettings, at the root of the system\n.TP\n"
         "\\fIonewriter\\-baseline.jsonl\\fR\nfindings that are known\n.TP\n\\fI.onewriter/rules/*.sql\\fR\nrules of "
         "your "
         "own\n";
}

std::string bash_completion(const std::vector<ListedCommand>& commands) {
  std::string text =
      "# bash completion for onewriter; written by `onewriter completion bash`\n"
      "_onewriter() {\n"
      "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=check word\n"
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
      "    case $word in " +
      joined(
          [&] {
            std::vector<std::string> names;
            for (const ListedCommand& c : commands) names.push_back(c.name);
            return names;
          }(),
          "|") +
      ") command=$word; break ;; esac\n  done\n  case $command$previous in\n";
  std::string options;
  for (const ListedCommand& c : commands) {
    std::vector<std::string> names;
    for (const ListedOption& o : c.options) {
      names.insert(names.end(), o.names.begin(), o.names.end());
      if (o.names.empty() || o.value.empty()) continue;
      std::vector<std::string> cases;
      for (const std::string& name : o.names) cases.push_back(c.name + name);
      const std::string reply = o.choices.empty() ? "-f" : "-W \"" + joined(o.choices, " ") + "\"";
      text += "    " + joined(cases, "|") + ") mapfile -t COMPREPLY < <(compgen " + reply +
              " -- \"$current\"); return ;;\n";
    }
    options += "    " + c.name + ") words=\"" + joined(names, " ") + "\" ;;\n";
  }
  return text + "  esac\n  local words=\n  case $command in\n" + options +
         "  esac\n"
         "  if [[ $current == -* ]]; then\n    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
         "  elif ((COMP_CWORD == 1)); then\n    mapfile -t COMPREPLY < <(compgen -f -W \"" +
         all_names(commands) +
         "\" -- \"$current\")\n  else\n    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n  fi\n}\n"
         "complete -o filenames -F _onewriter onewriter\n";
}

std::string zsh_completion(const std::vector<ListedCommand>& commands) {
  const auto plain = [](const std::string& text) {
    std::string out;
    for (const char c : text)
      out += c == '\'' ? "'\\''" : c == '[' || c == ']' || c == ':' ? std::string("\\") + c : std::string(1, c);
    return out;
  };
  std::string text =
      "#compdef onewriter\n# zsh completion for onewriter; written by `onewriter completion zsh`\n"
      "_onewriter() {\n  local -a commands\n  commands=(\n";
  for (const ListedCommand& c : commands) text += "    '" + c.name + ":" + plain(c.description) + "'\n";
  text +=
      "  )\n  local command=check\n  (( CURRENT > 2 )) && [[ -n ${commands[(r)${words[2]}:*]} ]] && command=$words[2]\n"
      "  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n    _describe command commands\n    _files\n    return\n"
      "  fi\n  case $command in\n";
  for (const ListedCommand& c : commands) {
    text += "    " + c.name + ") _arguments";
    for (const ListedOption& o : c.options)
      for (const std::string& name : o.names) {
        text += " \\\n      '" + name + "[" + plain(o.description) + "]";
        if (!o.value.empty())
          text += ":" + plain(o.value) + ":" + (o.choices.empty() ? "_files" : "(" + joined(o.choices, " ") + ")");
        text += "'";
      }
    text += " \\\n      '*:file:_files' ;;\n";
  }
  return text + "  esac\n}\n_onewriter \"$@\"\n";
}

std::string fish_completion(const std::vector<ListedCommand>& commands) {
  std::string text = "# fish completion for onewriter; written by `onewriter completion fish`\n";
  const std::string all = all_names(commands);
  for (const ListedCommand& c : commands)
    text += "complete -c onewriter -n 'not __fish_seen_subcommand_from " + all + "' -a " + c.name + " -d '" +
            quoted(c.description, "\\'") + "'\n";
  for (const ListedCommand& c : commands) {
    const std::string seen = c.name == "check"
                                 ? "not __fish_seen_subcommand_from " + all + "; or __fish_seen_subcommand_from check"
                                 : "__fish_seen_subcommand_from " + c.name;
    for (const ListedOption& o : c.options) {
      if (o.names.empty()) continue;
      text += "complete -c onewriter -n '" + seen + "'";
      for (const std::string& name : o.names)
        text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!o.value.empty()) text += o.choices.empty() ? " -r" : " -x -a '" + joined(o.choices, " ") + "'";
      text += " -d '" + quoted(o.description, "\\'") + "'\n";
    }
  }
  return text;
}

}  // namespace onewriter::cli
