#include "link/calls/target.h"

#include <array>

#include "link/datastores/placeholders.h"
#include "link/services/words.h"

namespace onewriter::link {
namespace {

struct Parts {
  std::string_view host;  // without user and port
  std::string_view rest;  // from the first slash
  bool scheme = false;
};

Parts parts_of(std::string_view url) {
  Parts p;
  if (const auto at = url.find("://"); at != std::string_view::npos) {
    url.remove_prefix(at + 3);
    p.scheme = true;
  } else if (url.starts_with("//")) {
    url.remove_prefix(2);
    p.scheme = true;
  }
  const auto end = url.find_first_of("/?#");
  p.host = url.substr(0, end);
  if (end != std::string_view::npos) p.rest = url.substr(end);
  if (const auto at = p.host.rfind('@'); at != std::string_view::npos) p.host.remove_prefix(at + 1);
  // A placeholder may hold a colon: ${HOST:localhost}.
  if (const auto colon = p.host.rfind(':');
      colon != std::string_view::npos && p.host.substr(colon).find('}') == std::string_view::npos)
    p.host = p.host.substr(0, colon);
  return p;
}

// CATALOGUE_SERVICE_HOST, orders.api.url: the words that only say that an address follows.
constexpr std::array<std::string_view, 16> address_words = {"host", "hostname", "url",     "uri", "addr", "address",
                                                            "port", "endpoint", "service", "svc", "base", "api",
                                                            "http", "server",   "domain",  "grpc"};

// What a placeholder that nothing answers may mean by its name: the service whose name is left of it.
std::string name_in(std::string_view placeholder) {
  auto open = placeholder.find("${");
  if (open == std::string_view::npos) return {};
  placeholder.remove_prefix(open + 2);
  placeholder = placeholder.substr(0, placeholder.find_first_of(":}"));
  std::string name;
  for (const std::string& word : words_of(placeholder)) {
    bool address = false;
    for (std::string_view each : address_words) address = address || word == each;
    if (!address) name += word;
  }
  return name;
}

}  // namespace

std::string path_of(std::string_view url) {
  const std::string text = with_placeholders(url);
  const Parts p = parts_of(text);
  std::string_view rest = p.scheme ? p.rest : std::string_view(text);
  if (!p.scheme && !rest.starts_with('/')) {
    // "${ORDERS_URL}/orders": what stands before the first slash is where, not what.
    if (!rest.starts_with("${")) return {};
    const auto slash = rest.find('/', rest.find('}'));
    rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash);
  }
  rest = rest.substr(0, rest.find_first_of("?#"));
  std::string out;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '{' || (rest[i] == '$' && i + 1 < rest.size() && rest[i + 1] == '{')) {
      const auto close = rest.find('}', i);
      if (close == std::string_view::npos) break;
      out += "{}";
      i = close;
    } else {
      out += rest[i];
    }
  }
  return out;
}

const Deployable* Targets::named(const Deployable& asker, std::string_view host) const {
  if (host.empty() || host.find_first_of("${}<> ") != std::string_view::npos) return nullptr;
  for (const Environment& e : asker.environments)
    if (const auto link = e.links.find(lower(host)); link != e.links.end())
      if (const Deployable* d = system_.service_called(link->second)) return d;
  if (const Deployable* d = system_.service_called(host)) return d;
  // <service>.<namespace>.svc.cluster.local, <service>.internal (Kubernetes: DNS for Services; ECS, Fly, Aspire)
  const auto dot = host.find('.');
  if (dot == std::string_view::npos) return nullptr;
  const std::string_view tail = host.substr(dot);
  if (!contains(tail, ".svc") && tail.find('.', 1) != std::string_view::npos && !tail.ends_with(".local") &&
      !tail.ends_with(".internal"))
    return nullptr;
  return system_.service_called(host.substr(0, dot));
}

std::optional<Target> Targets::find(const Deployable& asker, std::string_view text) const {
  const std::string written = with_placeholders(text.substr(0, 4096));
  auto answer = [&](const Deployable* d, facts::Confidence confidence, std::string path) -> std::optional<Target> {
    if (!d || d == &asker || d->kind() == "infrastructure" || d->kind() == "loadgen") return std::nullopt;
    return Target{d, confidence, std::move(path)};
  };
  for (const ServiceSettings& settings : settings_.each_of(asker)) {
    bool defaulted = false;
    const std::string url = resolve_placeholders(written, settings.lookup(), &defaulted);
    const Parts p = parts_of(url);
    const Deployable* d = named(asker, p.host);
    if (!d) continue;
    const bool direct = written.find("${") == std::string::npos || parts_of(written).host == p.host;
    return answer(d, direct || !defaulted ? facts::Confidence::Certain : facts::Confidence::Likely, path_of(text));
  }
  const Parts p = parts_of(written);
  if (p.host.find("${") == std::string_view::npos) return std::nullopt;
  // Nobody says what the address is; its name may be the service's.
  const std::string name = name_in(p.host);
  if (name.size() < 3) return std::nullopt;
  const Deployable* d = system_.service_called(name);
  if (!d) d = system_.service_called(name + "service");
  return answer(d, facts::Confidence::Likely, path_of(text));
}

}  // namespace onewriter::link
