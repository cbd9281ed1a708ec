#include "extract/code/literals.h"

#include <algorithm>
#include <cctype>

#include "extract/code/draft.h"
#include "extract/code/strings.h"

namespace onewriter::extract {
namespace {

using Use = Capture::Use;

class Reader {
 public:
  Reader(TSNode literal, std::string_view source)
      : source_(source),
        at_(ts_node_start_byte(literal)),
        row_(ts_node_start_point(literal).row),
        column_(ts_node_start_point(literal).column) {}

  // Moves on to a byte, counting lines.
  void go(std::uint32_t offset) {
    for (; at_ < offset; ++at_) {
      if (source_[at_] == '\n') {
        ++row_;
        column_ = 0;
      } else {
        ++column_;
      }
    }
  }

  void text(std::uint32_t end) {
    while (at_ < end) {
      if (source_[at_] == '\r' && at_ + 1 < end && source_[at_ + 1] == '\n') {
        go(at_ + 1);
        continue;
      }
      if (dollar_ && source_[at_] == '$' && named_hole()) continue;
      begin();
      if (at_ + 1 < end && source_[at_ + 1] == source_[at_] && doubled_.find(source_[at_]) != std::string_view::npos)
        go(at_ + 1);
      const bool newline = source_[at_] == '\n';
      current_ += source_[at_];
      go(at_ + 1);
      if (newline) skip_indent(end);
    }
  }

  void escape(std::uint32_t end) {
    const std::string_view token = source_.substr(at_, end - at_);
    std::string decoded;
    const bool stands = decode_escape(token, decoded);
    if (stands) {
      begin();
      current_ += decoded;
    }
    go(end);
    if (stands) return;
    flush();
    skip_indent(static_cast<std::uint32_t>(source_.size()));
  }

  // A whole token's content, with the escapes that are in it.
  void content(std::uint32_t end, bool raw) {
    while (at_ < end) {
      std::size_t next = raw ? std::string_view::npos : source_.substr(0, end).find('\\', at_);
      text(next == std::string_view::npos ? end : static_cast<std::uint32_t>(next));
      if (at_ < end) escape(at_ + static_cast<std::uint32_t>(escape_size(source_.substr(at_, end - at_))));
    }
  }

  void hole(TSNode node) {
    flush();
    parts_.push_back({true, "", node, at_, span_of(node)});
    go(ts_node_end_byte(node));
  }

  void flush() {
    if (open_ && !current_.empty()) {
      span_.end_line = row_ + 1;
      parts_.push_back({false, std::move(current_), {}, start_, span_});
    }
    current_.clear();
    open_ = false;
  }

  void skip_indent(std::uint32_t end) {
    std::uint32_t skip = 0;
    while (skip < indent_ && at_ + skip < end && (source_[at_ + skip] == ' ' || source_[at_ + skip] == '\t')) ++skip;
    go(at_ + skip);
  }

  void style(const LiteralStyle& style) {
    doubled_ = style.doubled;
    dollar_ = style.dollar;
  }
  void strip(std::uint32_t indent) { indent_ = indent; }
  std::uint32_t at() const { return at_; }
  std::vector<Part> take() {
    flush();
    return std::move(parts_);
  }

 private:
  // At a '$': takes the name behind it, if there is one.
  bool named_hole() {
    const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
    std::uint32_t end = at_ + 1;
    while (end < source_.size() && is_word(source_[end])) ++end;
    if (end == at_ + 1 || std::isdigit(static_cast<unsigned char>(source_[at_ + 1]))) return false;
    flush();
    parts_.push_back(
        {true, std::string(source_.substr(at_ + 1, end - at_ - 1)), {}, at_, {row_ + 1, column_ + 1, row_ + 1}});
    go(end);
    return true;
  }

  void begin() {
    if (open_) return;
    open_ = true;
    start_ = at_;
    span_ = {row_ + 1, column_ + 1, row_ + 1};
  }

  std::string_view source_;
  std::uint32_t at_, row_, column_;
  std::uint32_t indent_ = 0;
  std::string_view doubled_;
  bool dollar_ = false;
  std::string current_;
  bool open_ = false;
  std::uint32_t start_ = 0;
  Span span_;
  std::vector<Part> parts_;
};

// Skips the newline behind opening quotes and sets the indentation to take off. Returns the byte where the content then
// ends.
std::uint32_t strip_indent(Reader& reader, std::string_view source, std::uint32_t begin, std::uint32_t end,
                           bool closed = false) {
  const std::string_view content = source.substr(begin, end - begin);
  const std::size_t newline = content.find('\n');
  const bool at_line = begin > 0 && source[begin - 1] == '\n';  // a heredoc
  const bool own_lines =
      at_line || (content.find_first_not_of(" \t\r") == newline && newline != std::string_view::npos);
  const std::size_t opening = at_line ? 0 : newline + 1;
  const std::string_view body = own_lines ? content.substr(opening) : content;
  const std::string_view lines = closed && body.ends_with('\n') ? body.substr(0, body.size() - 1) : body;
  const auto indent = static_cast<std::uint32_t>(common_indent(lines, own_lines));
  reader.strip(indent);
  if (!own_lines) return end;
  const auto first = static_cast<std::uint32_t>(begin + opening);
  const std::size_t lead = source.substr(first, end - first).find_first_not_of(" \t");
  reader.go(first + std::min<std::uint32_t>(
                        indent, lead == std::string_view::npos ? end - first : static_cast<std::uint32_t>(lead)));
  // What stands before the closing quotes is indentation, too.
  const std::size_t last = body.find_last_not_of(" \t");
  return last != std::string_view::npos && body[last] == '\n' ? static_cast<std::uint32_t>(first + last + 1) : end;
}

// What stands between two pieces: the end of a heredoc's line belongs to the text, with or without the braces of a
// hole. Anything else does not (the quotes between two literals that make one, a backslash at the end of a line) and
// parts the texts.
void join_gap(Reader& reader, std::string_view source, std::uint32_t to) {
  if (source[reader.at()] == '}') {
    reader.flush();
    reader.go(reader.at() + 1);
  }
  const std::uint32_t end = to > reader.at() && source[to - 1] == '{' ? to - 1 : to;
  const std::string_view gap = source.substr(reader.at(), end - reader.at());
  if (gap.find('\n') != std::string_view::npos && gap.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    reader.text(end);
  } else {
    reader.flush();
  }
  reader.go(to);
}

}  // namespace

std::vector<Part> read_literal(TSNode literal, const std::vector<Piece>& pieces, std::string_view source,
                               const LiteralStyle& style) {
  Reader reader(literal, source);
  reader.style(style);
  const std::uint32_t begin = ts_node_start_byte(literal);
  const std::uint32_t end = ts_node_end_byte(literal);
  if (style.rest) {
    const Content content = content_of(source.substr(begin, end - begin));
    reader.go(begin + static_cast<std::uint32_t>(content.begin));
    for (const Piece& piece : pieces) {
      reader.content(ts_node_start_byte(piece.node), content.raw);
      reader.hole(piece.node);
    }
    reader.content(begin + static_cast<std::uint32_t>(content.end), content.raw);
    return reader.take();
  }
  if (pieces.empty()) {
    const Content content = content_of(source.substr(begin, end - begin));
    reader.go(begin + static_cast<std::uint32_t>(content.begin));
    auto stop = begin + static_cast<std::uint32_t>(content.end);
    if (style.strip_indent && source.substr(begin, content.begin).ends_with("\"\"\""))
      stop = strip_indent(reader, source, reader.at(), stop);
    reader.content(stop, content.raw);
    return reader.take();
  }
  std::uint32_t last = begin;
  for (const Piece& piece : pieces) last = std::max(last, ts_node_end_byte(piece.node));
  std::uint32_t stop = last;
  const std::uint32_t first = ts_node_start_byte(pieces.front().node);
  if (style.strip_indent) {
    stop = strip_indent(reader, source, first, last, style.below);
  } else if (style.below && source[first] == '\n') {
    reader.go(first + 1);
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::uint32_t from = ts_node_start_byte(pieces[i].node);
    const std::uint32_t to = std::min(ts_node_end_byte(pieces[i].node), stop);
    if (from > reader.at()) {
      join_gap(reader, source, from);
      if (source[from - 1] == '\n') reader.skip_indent(to);
    }
    if (to < reader.at()) continue;
    switch (pieces[i].use) {
      case Use::Hole: reader.hole(pieces[i].node); break;
      case Use::Escape: reader.escape(to); break;
      default:
        // Escapes inside a text come behind it in the list.
        for (; i + 1 < pieces.size() && pieces[i + 1].use == Use::Escape && ts_node_end_byte(pieces[i + 1].node) <= to;
             ++i) {
          reader.text(ts_node_start_byte(pieces[i + 1].node));
          reader.escape(ts_node_end_byte(pieces[i + 1].node));
        }
        reader.text(to);
    }
  }
  return reader.take();
}

}  // namespace onewriter::extract
