WITH recent AS (SELECT * FROM shop.orders)  -- => references shop.orders
SELECT shop.TOTAL_OF(1), missing_function(2) FROM recent, summary;  -- => calls shop.total_of; references summary; unresolved calls missing_function

INSERT INTO customers (id) SELECT id FROM old_customers;  -- => references customers; unresolved references old_customers
UPDATE CUSTOMERS SET id = 1 WHERE id IN (SELECT id FROM big_orders);  -- => references big_orders, customers
DELETE FROM "Logs" WHERE id = 1;        -- => references Logs
ALTER TABLE customers ADD COLUMN age int;  -- => references customers
DROP TABLE archive;                     -- => unresolved references archive
SELECT * FROM recent;                   -- => unresolved references recent
