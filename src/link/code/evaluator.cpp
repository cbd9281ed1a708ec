// Expressions, with memory and limits. Names and parameters are in evaluator_names.cpp, fields and members in
// evaluator_members.cpp, calls in evaluator_calls.cpp, selectors of models in evaluator_select.cpp.

#include "link/code/evaluator.h"

#include <algorithm>

#include "sql/reader.h"

namespace onewriter::link {

const Value& Evaluator::evaluate(NodeRef expression) {
  static const Value nothing;
  if (!expression.valid()) return nothing;
  const std::uint64_t key = expression.key();
  if (const Value* known = memory_.find(expression)) return *known;
  if (depth_ > 0)
    if (auto known = passing_.find(key); known != passing_.end()) {
      cut_ = true;
      return known->second;
    }
  if (depth_ >= max_depth || steps_ >= max_steps || is_active(key)) {
    cut_ = true;
    return nothing;
  }
  ++steps_;
  const bool cut_before = cut_;
  cut_ = false;
  ++depth_;
  active_.push_back(key);
  Value value = evaluate_uncached(expression);
  active_.pop_back();
  --depth_;
  const bool whole = !cut_ || depth_ == 0;
  const Value& kept =
      whole ? memory_.keep(expression, nodes_of(expression), std::move(value)) : (passing_[key] = std::move(value));
  cut_ = cut_ || cut_before;
  if (depth_ == 0) end_question();
  return kept;
}

void Evaluator::end_question() {
  cut_ = false;
  steps_ = 0;
  // Clearing an empty map walks all its buckets.
  if (!passing_.empty()) passing_.clear();
  if (!passing_callees_.empty()) passing_callees_.clear();
  if (!passing_parameters_.empty()) passing_parameters_.clear();
  if (!led_to_.empty()) led_to_.clear();
}

void Evaluator::forget() {
  end_question();
  memory_.clear();
  callees_.clear();
  parameters_.clear();
  relations_.clear();
  given_.clear();
}

Value Evaluator::evaluate_uncached(NodeRef ref) {
  const Unit& unit = program_.unit(ref.unit);
  const auto& o = unit.outline();
  Value value;
  switch (o.nodes[ref.node].kind) {
    case Kind::String: return string_value(ref);
    case Kind::Text: {
      Text text;
      text.value = std::string(o.text(ref.node));
      text.pieces.push_back({0, ref});
      value.texts.push_back(std::move(text));
      return value;
    }
    case Kind::Constant:  // a flag that is set; PHP: self::, static::, parent::
      if (unit.names_self(ref.node)) return value_named(ref, unit.dotted(ref.node));
      if (o.text(ref.node) != "true" && o.text(ref.node) != "True") return value;
      value.texts.emplace_back();
      value.texts.back().value = "true";
      return value;
    case Kind::Number: {
      Text text;
      text.value = std::string(o.text(ref.node));
      value.texts.push_back(std::move(text));
      return value;
    }
    case Kind::Concat: {
      const NodeId left_node = o.child(ref.node, Role::Left), right_node = o.child(ref.node, Role::Right);
      Value left = evaluate({ref.unit, left_node}), right = evaluate({ref.unit, right_node});
      if (left.texts.empty() && right.texts.empty()) return value;
      auto or_hole = [&](Value& side, NodeId node) {
        if (!side.texts.empty()) return;
        Text hole;
        hole.append_hole(node == no_node ? "value" : unit.dotted(node));
        side.texts.push_back(std::move(hole));
      };
      or_hole(left, left_node);
      or_hole(right, right_node);
      value.texts = joined(left.texts, right.texts);
      return value;
    }
    case Kind::Binary: {
      const std::string_view op = o.word(ref.node, Role::Operator);
      const NodeRef left{ref.unit, o.child(ref.node, Role::Left)}, right{ref.unit, o.child(ref.node, Role::Right)};
      if (op == "||" || op == "??" || op == "or" || op == "?:" || op == "&&" || op == "and") {
        value = evaluate(left);
        const Value& fallback = evaluate(right);
        // process.env.X || 'y' is one value, a variable with a default.
        if (value.texts.size() == 1 && fallback.texts.size() == 1 && add_default(value.texts[0], fallback.texts[0]))
          return value;
        value.merge(fallback);
      } else if (op == "<<" && unit.language() == Language::Cpp) {
        return evaluate(left);  // what is shifted into is given back
      } else if (op == "%") {
        const Value& format = evaluate(left);
        std::vector<std::vector<Text>> args;
        if (right.valid() && o.nodes[right.node].kind == Kind::List) {
          for (NodeId child : o.children(right.node)) args.push_back(evaluate({ref.unit, child}).texts);
        } else if (right.valid()) {
          args.push_back(evaluate(right).texts);
        }
        for (const Text& text : format.texts) value.texts.push_back(formatted(text, args));
      }
      return value;
    }
    case Kind::Choice:
      for (NodeId child : o.children(ref.node))
        if (o.nodes[child].role == Role::Alternative) value.merge(evaluate({ref.unit, child}));
      return value;
    case Kind::Name: return or_declared_table(ref, name_value(ref));
    case Kind::Member: return or_declared_table(ref, member_value(ref));
    case Kind::Index: return index_value(ref);
    case Kind::Call:
      if (is_variable(ref))
        return variable_value(unit, *unit.variable(ref.node, o.word(ref.node, Role::Name)), ref.node);
      return call_value(ref);
    case Kind::Create: return call_value(ref);
    case Kind::Pair: return evaluate({ref.unit, o.child(ref.node, Role::Value)});
    case Kind::Hole: return evaluate({ref.unit, o.child(ref.node, Role::Value)});
    case Kind::Map:
    case Kind::Annotation:  // in the arguments of another one
    case Kind::List: value.literals.push_back(ref); return value;
    case Kind::Lambda:
    case Kind::Method: value.callables.push_back(ref); return value;
    case Kind::Loop:  // [f(x) for x in xs] stands for its elements
      if (const NodeId body = o.child(ref.node, Role::Body); body != no_node) value = evaluate({ref.unit, body});
      return value;
    case Kind::Assign: return assign_value(unit, ref.node);
    case Kind::TypeRef: {
      Object object;
      object.type = program_.type_at(ref.unit, ref.node);
      object.is_class = true;
      if (object.type.known())
        value.objects.push_back(std::move(object));
      else
        value.path = object.type.name;
      return value;
    }
    default: return value;
  }
}

// Ruby: a name alone that was assigned before is a variable, any other calls a method of self.
bool Evaluator::is_variable(NodeRef call) const {
  const Unit& unit = program_.unit(call.unit);
  const auto& o = unit.outline();
  if (unit.language() != Language::Ruby || o.children(call.node).size() != 1) return false;
  const Variable* variable = unit.variable(call.node, o.word(call.node, Role::Name));
  return variable && variable->callable == no_node;
}

Value Evaluator::string_value(NodeRef ref) {
  const auto& o = program_.unit(ref.unit).outline();
  std::vector<Text> texts(1);
  for (NodeId child : o.children(ref.node)) {
    if (o.nodes[child].kind == Kind::Text) {
      Text piece;
      piece.value = std::string(o.text(child));
      piece.pieces.push_back({0, {ref.unit, child}});
      texts = joined(texts, {piece});
    } else if (o.nodes[child].kind == Kind::Hole) {
      const NodeId inside = o.child(child, Role::Value);
      Value value = evaluate({ref.unit, inside});
      if (value.texts.empty()) {
        Text hole;
        const std::string name = program_.unit(ref.unit).dotted(inside);
        hole.append_hole(name.empty() ? "value" : name);
        value.texts.push_back(std::move(hole));
      }
      texts = joined(texts, value.texts);
    }
  }
  Value value;
  value.texts = std::move(texts);
  // An empty literal still has a place.
  if (value.texts.size() == 1 && value.texts[0].pieces.empty()) value.texts[0].pieces.push_back({0, ref});
  return value;
}

}  // namespace onewriter::link
