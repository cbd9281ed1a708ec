--- question marks
--: reads orders
--: columns read orders id:f status:f
SELECT 1 FROM orders WHERE id = ? AND status IN (?, ?);

--- named parameters
--: writes orders
UPDATE orders SET total = :total WHERE id = :id;

--- Python's formats
--: writes orders
INSERT INTO orders (id, total) VALUES (%s, %(total)s);

--- ADO's parameters
--: writes orders
DELETE FROM orders WHERE id = @id;

--- braces
--: reads orders
SELECT * FROM orders WHERE id = {0} AND name = '{1}';

--- MyBatis' parameters
--: reads orders
SELECT * FROM orders WHERE id = #{id,jdbcType=BIGINT} AND name = #{name};

--- an interpolated value
--: reads orders
SELECT * FROM orders WHERE id = ${id} LIMIT ${limit};

--- an interpolated table is a blind spot
--: blind dynamic table name
SELECT * FROM ${table} WHERE id = 1;

--- each kind of interpolated table
--: blind dynamic table name, dynamic table name, dynamic table name, dynamic table name
SELECT * FROM %s; DELETE FROM {table}; INSERT INTO ? VALUES (1); UPDATE :t SET x = 1;

--- a prefix is not the table
--: blind dynamic table name
SELECT * FROM orders_${year};

--- an unknown schema is none
--: reads orders
SELECT * FROM ${schema}.orders;

--- a list without parentheses
--: reads orders
SELECT * FROM orders WHERE id IN :ids;

--- dbt's references
--: reads orders, shop.customers
SELECT * FROM {{ ref('orders') }} o JOIN {{ source('shop', 'customers') }} c ON o.c = c.id WHERE {{ filter }};

--- Jinja's statements
--: reads a, b
{% set x = 1 %} SELECT * FROM a {% if x %} JOIN b ON a.id = b.id {% endif %} {# FROM c #};

--- mapper tags
--: reads orders
SELECT * FROM orders <where> <if test="id != null and id > 0"> AND id = #{id} </if> </where>;

--- mapper tags of an update
--: writes orders
UPDATE orders <set> <if test="a != null">a = #{a},</if> </set> WHERE id IN <foreach collection="ids" item="i" open="(" close=")" separator=",">#{i}</foreach>;

--- XML's entities
--: reads orders
SELECT * FROM orders WHERE a &lt; #{a} AND b &gt;= 1;

--- a CDATA section
--: reads orders
SELECT * FROM orders WHERE <![CDATA[ a < 5 ]]>;

--- ODBC's escapes
--: reads a, b
SELECT * FROM {oj a LEFT OUTER JOIN b ON a.id = b.id} WHERE d > {d '2020-01-01'};

--- PostgreSQL's casts stay
--: reads orders
SELECT id::text FROM orders WHERE d > :since::date AND tags ? 'x';
