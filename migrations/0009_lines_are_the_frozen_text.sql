DROP TABLE `invoice_line`;--> statement-breakpoint
CREATE VIEW `invoice_line` AS SELECT inv.id AS invoice_id, line.value ->> 'serverId' AS server_id, line.value ->> 'kind' AS kind,
      line.value ->> 'name' AS name, line.value ->> 'hours' AS hours, line.value ->> 'tokens' AS tokens,
      line.value ->> 'amountMinor' AS amount_minor
    FROM invoice AS inv JOIN invoice_run_item AS item ON item.run_id = inv.run_id AND item.client_id = inv.client_id,
      json_each(item.content, '$.lines') AS line;