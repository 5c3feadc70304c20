<?php
/**
 * Tries postmeter.php outside WHMCS: `php integrations/whmcs/check.php`. A listener of its own stands for Postmeter, two
 * small classes for WHMCS. Says what it found, and ends with 1 if something is wrong.
 */

namespace WHMCS\Authentication {
    class CurrentUser
    {
        public static ?object $client = null;

        public function client(): ?object
        {
            return self::$client;
        }
    }
}

namespace {
    if (($argv[1] ?? '') === 'listen') {
        print_requests((int) $argv[2]);
        exit(0);
    }

    /** Answers so many requests, printing each as one line of JSON. */
    function print_requests(int $count): void
    {
        $server = stream_socket_server('tcp://127.0.0.1:0');
        echo stream_socket_get_name($server, false), "\n";
        for ($heard = 0; $heard < $count; $heard++) {
            $caller = stream_socket_accept($server, 20);
            $head = '';
            while (!str_contains($head, "\r\n\r\n")) {
                $head .= fgets($caller);
            }
            preg_match('/^Content-Length: (\d+)/mi', $head, $length);
            $body = stream_get_contents($caller, (int) ($length[1] ?? 0));
            fwrite($caller, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
            fclose($caller);
            echo json_encode(['head' => $head, 'body' => $body]), "\n";
        }
    }

    $hooks = [];
    function add_hook(string $name, int $priority, callable $run): void
    {
        $GLOBALS['hooks'][$name][] = $run;
    }

    $wrong = 0;
    function check(string $what, bool $isSo): void
    {
        echo $isSo ? 'ok    ' : 'WRONG ', $what, "\n";
        $GLOBALS['wrong'] += $isSo ? 0 : 1;
    }

    $listener = proc_open([PHP_BINARY, __FILE__, 'listen', '2'], [1 => ['pipe', 'w']], $pipes);
    $address = trim(fgets($pipes[1]));

    define('WHMCS', true);
    define('POSTMETER_URL', 'http://' . $address);
    define('POSTMETER_SIGNAL_SECRET', 'signal secret');
    define('POSTMETER_PANEL_URL', 'https://postmeter.example/embed/panel');
    define('POSTMETER_PANEL_SECRET', 'panel secret');
    define('POSTMETER_PANEL_TITLE', 'Servers & more');
    require __DIR__ . '/postmeter.php';

    check('six hooks are added', count($hooks) === 6);

    foreach (['InvoicePaid' => 1042, 'InvoiceRefunded' => '7'] as $event => $invoiceId) {
        $hooks[$event][0](['invoiceid' => $invoiceId]);
        ['head' => $head, 'body' => $body] = json_decode(fgets($pipes[1]), true);
        $header = function (string $name) use ($head): string {
            preg_match('/^' . $name . ': (.*)\r$/mi', $head, $found);
            return $found[1] ?? '';
        };
        $note = json_decode($body, true);
        check("$event goes to /billing/signal by POST", str_starts_with($head, 'POST /billing/signal HTTP'));
        check("$event is JSON", $header('Content-Type') === 'application/json');
        check("$event names the hook and the invoice", $note['event'] === $event && $note['invoiceid'] === (int) $invoiceId);
        check("$event carries its id twice", $note['id'] === $header('X-Postmeter-Event') && strlen($note['id']) === 32);
        $signed = hash_hmac('sha256', $header('X-Postmeter-Timestamp') . '.' . $body, 'signal secret');
        check("$event is signed", hash_equals($signed, $header('X-Postmeter-Signature')));
        check("$event is of now", abs(time() - (int) $header('X-Postmeter-Timestamp')) < 10);
    }
    proc_close($listener);

    $before = microtime(true);
    $hooks['InvoicePaid'][0](['invoiceid' => 1]);
    $hooks['InvoicePaid'][0]([]);
    check('nobody listening is no problem', microtime(true) - $before < 2 * POSTMETER_PATIENCE_SECONDS);

    $home = $hooks['ClientAreaHomepage'][0];
    check('a stranger sees no panel', $home() === '');
    \WHMCS\Authentication\CurrentUser::$client = (object) ['id' => 17, 'email' => 'a+b@example.com'];
    $html = $home();
    preg_match('/src="([^"]+)"/', $html, $source);
    parse_str(parse_url(html_entity_decode($source[1] ?? ''), PHP_URL_QUERY), $query);
    check('a client sees the panel with an escaped title', str_contains($html, 'Servers &amp; more'));
    check('the panel knows the client', $query['client'] === '17' && $query['email'] === 'a+b@example.com');
    $signed = hash_hmac('sha256', $query['ts'] . "\n17\na+b@example.com", 'panel secret');
    check('the panel is signed', hash_equals($signed, $query['sig']));

    exit($wrong === 0 ? 0 : 1);
}
