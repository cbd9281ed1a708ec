#include "link/contracts/pages.h"

#include <set>

namespace onewriter::link {
namespace {

using extract::CodeOutline;
using extract::Kind;
using extract::NodeId;
using extract::Role;

// Flask, Django, Express, Gin, ASP.NET, Laravel, Symfony, Rails and their like: what makes a page, sends a file or
// sends the browser elsewhere.
bool makes_page(std::string_view name) {
  static const std::set<std::string_view> names = {"render_template",
                                                   "render_template_string",
                                                   "TemplateResponse",
                                                   "render",
                                                   "redirect",
                                                   "redirect_to",
                                                   "sendFile",
                                                   "send_file",
                                                   "send_from_directory",
                                                   "View",
                                                   "view",
                                                   "PartialView",
                                                   "HTML",
                                                   "HTMLResponse",
                                                   "HttpResponseRedirect",
                                                   "RedirectResponse",
                                                   "Redirect",
                                                   "RedirectToAction",
                                                   "redirectToRoute",
                                                   "RedirectToPage",
                                                   "RedirectToRoute",
                                                   "ExecuteTemplate",
                                                   "FileResponse",
                                                   "PhysicalFile",
                                                   "renderForm",
                                                   "erb",
                                                   "haml",
                                                   "slim"};
  return names.count(name) > 0;
}

bool makes_data(std::string_view name) {
  static const std::set<std::string_view> names = {
      "jsonify",  "json",    "JSON",         "Json",    "JsonResponse",    "JSONResponse", "Ok",
      "Response", "Results", "TypedResults", "Created", "CreatedAtAction", "NoContent",    "status"};
  return names.count(name) > 0;
}

bool inside(const CodeOutline& o, NodeId node, NodeId root) {
  while (node != extract::no_node && node > root) node = o.node(node).parent;
  return node == root;
}

std::string_view name_of(const CodeOutline& o, NodeId id) {
  if (o.node(id).kind == Kind::Call) return o.word(id, Role::Name);
  const NodeId type = o.node(id).kind == Kind::Create ? o.child(id, Role::Type) : extract::no_node;
  return type == extract::no_node ? std::string_view() : o.word(type, Role::Name);
}

bool gives_data(const CodeOutline& o, NodeId root) {
  for (NodeId id = root; id < o.nodes.size() && (id == root || inside(o, id, root)); ++id)
    if (makes_data(name_of(o, id))) return true;
  return false;
}

bool gives_page(const CodeOutline& o, NodeId root) {
  bool page = false;
  for (NodeId id = root; id < o.nodes.size() && (id == root || inside(o, id, root)); ++id) {
    const std::string_view name = name_of(o, id);
    if (makes_data(name)) return false;
    page = page || makes_page(name);
  }
  return page;
}

bool annotated(const CodeOutline& o, NodeId declaration, std::string_view name) {
  for (NodeId child : o.children(declaration))
    if (o.node(child).kind == Kind::Annotation && o.word(child, Role::Name) == name) return true;
  return false;
}

// Spring, "Return Values": a String of a @Controller names a view, unless it is the response's body.
bool names_view(const CodeOutline& o, NodeId method, std::string_view via) {
  NodeId type = o.node(method).parent;
  while (type != extract::no_node && o.node(type).kind != Kind::Type) type = o.node(type).parent;
  if (type == extract::no_node) return false;
  // ASP.NET Core MVC, "Overview": what derives from Controller and is no [ApiController] gives views.
  if (o.language == extract::Language::CSharp && !annotated(o, type, "ApiController"))
    for (NodeId child : o.children(type))
      if (o.node(child).role == Role::Base && o.word(child, Role::Name) == "Controller") return !gives_data(o, method);
  if (via != "spring-web") return false;
  if (!annotated(o, type, "Controller") || annotated(o, type, "ResponseBody") || annotated(o, method, "ResponseBody"))
    return false;
  const NodeId result = o.child(method, Role::Result);
  const std::string_view name = result == extract::no_node ? std::string_view() : o.word(result, Role::Name);
  // Without a result the view is told by the path.
  static const std::set<std::string_view> views = {"", "void", "Unit", "String", "ModelAndView", "RedirectView"};
  return views.count(name) > 0;
}

NodeId handler_of(const CodeOutline& o, const Effect& route) {
  std::string named;
  if (const auto part = route.parts.find("handler"); part != route.parts.end() && !part->second.empty())
    named = part->second.front().text;
  named = named.substr(named.find_last_of('.') + 1);
  NodeId found = extract::no_node;
  for (NodeId id = 0; id < o.nodes.size(); ++id) {
    const extract::Node& node = o.node(id);
    const bool here =
        node.span.line == route.place.line && (node.span.column == route.place.column || !route.place.column);
    if (!route.mark.empty() && node.kind == Kind::Annotation && here) return node.parent;
    if (route.mark.empty() && node.kind == Kind::Call && here && found == extract::no_node) found = id;
    if (!named.empty() && node.kind == Kind::Method && o.word(id, Role::Name) == named) return id;
  }
  return found;
}

}  // namespace

bool answers_page(const extract::SourceFile& file, const Effect& route) {
  // Django, "The Django admin site", "Hooking AdminSite instances into your URLconf".
  if (const auto part = route.parts.find("handler"); part != route.parts.end())
    for (const EffectPart& p : part->second)
      if (p.text == "admin.site.urls") return true;
  const CodeOutline& o = file.outline.code;
  const NodeId handler = handler_of(o, route);
  if (handler == extract::no_node) return false;
  return names_view(o, handler, route.via) || gives_page(o, handler);
}

}  // namespace onewriter::link
