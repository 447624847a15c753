CREATE SCHEMA shop;                     -- => defines module shop

-- Who buys.
-- Never deleted.
CREATE TABLE customers (                -- => defines class customers
  id INT PRIMARY KEY,                   -- => defines field customers.id
  name TEXT NOT NULL                    -- => defines field customers.name
);

CREATE TABLE shop.orders (              -- => defines class shop.orders
  id INT PRIMARY KEY,                   -- => defines field shop.orders.id
  customer_id INT NOT NULL REFERENCES Customers(id),  -- => defines field shop.orders.customer_id; references customers
  total NUMERIC(10,2) DEFAULT 0,        -- => defines field shop.orders.total
  FOREIGN KEY (customer_id) REFERENCES customers (id)  -- => references customers
);

CREATE TYPE color AS ENUM ('red', 'green');  -- => defines enum color
CREATE TYPE point AS (x int, y int);    -- => defines class point; defines field point.x; defines field point.y
CREATE SEQUENCE order_numbers;          -- => defines constant order_numbers
CREATE INDEX orders_customer ON shop.orders (customer_id);  -- => references shop.orders

CREATE VIEW big_orders AS               -- => defines class big_orders
  SELECT o.id, c.name
  FROM shop.orders o                    -- => references shop.orders
  JOIN customers c ON c.id = o.customer_id  -- => references customers
  WHERE shop.total_of(o.id) > 1;        -- => calls shop.total_of

CREATE MATERIALIZED VIEW summary AS SELECT count(*) FROM big_orders;  -- => defines class summary; calls sql.count; references big_orders

CREATE OR REPLACE FUNCTION shop.total_of(order_id INT) RETURNS NUMERIC AS $$  -- => defines function shop.total_of
  SELECT sum(total) FROM shop.orders WHERE id = order_id;  -- => calls sql.sum; references shop.orders
$$ LANGUAGE sql;

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$  -- => defines function touch
BEGIN
  INSERT INTO customers VALUES (1);     -- => references customers
  RETURN NEW;
END;
$$;

CREATE TRIGGER touched AFTER INSERT ON shop.orders FOR EACH ROW EXECUTE FUNCTION touch();  -- => defines function touched; calls touch; references shop.orders
CREATE TABLE "Logs" (id int);           -- => defines class Logs; defines field Logs.id

CREATE FUNCTION settle(customer INT) RETURNS INT LANGUAGE plpgsql AS $$ -- => defines function settle
DECLARE
  total INT := shop.total_of(customer); -- => calls shop.total_of
BEGIN
  IF total IN (1, 2) THEN
    INSERT INTO "Logs" (id) VALUES (total); -- => references Logs
    PERFORM touch(); -- => calls touch
  END IF;
  RETURN coalesce(settle(customer), 0); -- => calls settle, sql.coalesce
END;
$$;
