// Messages that a library hands to whoever handles their type (a model's `delivers`): mediator.Send(new
// CancelOrder(id)) runs the Handle of the class that extends IRequestHandler<CancelOrder>.

#include <algorithm>

#include "link/code/evaluator.h"

namespace onewriter::link {
namespace {

constexpr std::size_t max_handlers = 64;

}  // namespace

void Evaluator::add_delivered(NodeRef call, const std::vector<LibraryCall>& library, Callee& result) {
  for (const LibraryCall& each : library) {
    const Callable::Delivery& delivery = each.callable->delivers;
    if (delivery.to.empty()) continue;
    if (!handlers_read_) {
      handlers_read_ = true;
      for (const auto& decl : program_.type_decls())
        for (const Type& base : program_.library_bases(*decl))
          if (!base.arguments.empty()) handlers_[base.library].push_back({decl.get(), base.arguments[0]});
    }
    const Value message = first_of(delivery.message, {call, each.receiver, {}});
    std::vector<const TypeDecl*> sent;
    for (const Object& object : message.objects)
      if (object.type.declared) sent.push_back(object.type.declared);
    if (sent.empty()) continue;
    std::size_t added = 0;
    const Language language = program_.unit(call.unit).language();
    for (const std::string& name : delivery.to) {
      auto found = handlers_.find(program_.models().type(language, name));
      if (found == handlers_.end()) continue;
      for (const Handler& handler : found->second) {
        // A base of the message is handled, too; of a message that is known by its base only, all kinds are.
        const bool meant = std::any_of(sent.begin(), sent.end(), [&](const TypeDecl* type) {
          const TypeDecl* wanted = handler.message.declared;
          return wanted && (wanted == type || !program_.as_base({type, nullptr, "", {}}, *wanted).empty() ||
                            !program_.as_base({wanted, nullptr, "", {}}, *type).empty());
        });
        if (!meant || ++added > max_handlers) continue;
        const auto& o = program_.unit(handler.decl->unit).outline();
        for (NodeId child : o.children(handler.decl->node)) {
          if (o.nodes[child].kind != Kind::Method ||
              (!o.word(child, Role::Name).starts_with("Handle") && !o.word(child, Role::Name).starts_with("handle")))
            continue;
          const MethodRef method{handler.decl->unit, child};
          if (std::find(result.workspace.begin(), result.workspace.end(), method) == result.workspace.end())
            result.workspace.push_back(method);
        }
      }
    }
  }
}

}  // namespace onewriter::link
