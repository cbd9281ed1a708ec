// A service with several databases says by an alias which of them a query goes to.

#include <doctest/doctest.h>

#include "../tree.h"
#include "link/link.h"

using namespace onewriter;

TEST_CASE("Django's using() and connections mean the alias of DATABASES, whoever does not ask the default") {
  const auto files = link_test::tree({
      {"compose.yaml", "services:\n  shop: { build: shop }\n  pg: { image: postgres }\n"},
      {"shop/Dockerfile", "FROM python\n"},
      {"shop/manage.py", "import os\n"},
      {"shop/shop/settings.py",
       "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': 'shop', 'HOST': 'pg'},\n"
       "             'archive': {'ENGINE': 'django.db.backends.postgresql', 'NAME': 'old', 'HOST': 'pg'}}\n"},
      {"shop/orders/models.py",
       "from django.db import models\nclass Order(models.Model):\n    total = models.IntegerField()\n"},
      {"shop/orders/views.py",
       "from django.db import connection, connections\n"
       "from .models import Order\n"
       "def move():\n"
       "    Order.objects.using('archive').create(total=1)\n"
       "    Order.objects.filter(total=1).delete()\n"
       "    with connections['archive'].cursor() as old:\n"
       "        old.execute('INSERT INTO moves (a) VALUES (1)')\n"
       "    with connection.cursor() as new:\n"
       "        new.execute('INSERT INTO moved (a) VALUES (1)')\n"},
  });
  std::string written;
  for (const facts::Access& a : link::link(files).accesses)
    if (a.mode == facts::Mode::Write) written += a.table + " at " + std::to_string(a.place.line) + "\n";
  CHECK(written ==
        "pg/old:moves at 7\n"
        "pg/old:orders_order at 4\n"
        "pg/shop:moved at 9\n"
        "pg/shop:orders_order at 5\n");
}
