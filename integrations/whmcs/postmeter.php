<?php
/**
 * Postmeter in WHMCS: the pay-as-you-go panel in the client area, and a note to Postmeter when an invoice is paid.
 *
 * Copy this file to includes/hooks/ of WHMCS 8.0 or later and fill in the settings below. It changes nothing in
 * WHMCS and stores nothing. The note is only a hint: Postmeter reads the invoice by the API before it believes
 * anything, and looks at all open invoices once a day, so a note that gets lost is no loss.
 */

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

/** The settings. An empty secret switches off what needs it. */
if (!defined('POSTMETER_URL')) {
    /** Where Postmeter runs, for example https://postmeter.example.net. */
    define('POSTMETER_URL', '');
    /** The same as BILLING_SIGNAL_SECRET there. */
    define('POSTMETER_SIGNAL_SECRET', '');
    /** The address and the secret of the panel that Postmeter lets others embed; empty shows a plain link. */
    define('POSTMETER_PANEL_URL', '');
    define('POSTMETER_PANEL_SECRET', '');
    /** The heading of the panel. */
    define('POSTMETER_PANEL_TITLE', 'Pay-as-you-go servers');
}

/** Nobody waits longer than this for Postmeter, in seconds. */
const POSTMETER_PATIENCE_SECONDS = 3;

/**
 * The headers of a note and its body. The signature is over "timestamp.body", so that an old note cannot be sent again later.
 *
 * @return array{body: string, headers: string[]}
 */
function postmeter_signal(string $event, int $invoiceId, int $now, string $eventId, string $secret): array
{
    $body = json_encode(['id' => $eventId, 'event' => $event, 'invoiceid' => $invoiceId]);
    return [
        'body' => $body,
        'headers' => [
            'Content-Type: application/json',
            'X-Postmeter-Timestamp: ' . $now,
            'X-Postmeter-Event: ' . $eventId,
            'X-Postmeter-Signature: ' . hash_hmac('sha256', $now . '.' . $body, $secret),
        ],
    ];
}

/** The address of the panel for one client, signed over time, client and e-mail, one a line. */
function postmeter_panel_url(string $url, string $secret, int $clientId, string $email, int $now): string
{
    $signature = hash_hmac('sha256', $now . "\n" . $clientId . "\n" . $email, $secret);
    $query = http_build_query(
        ['client' => $clientId, 'email' => $email, 'ts' => $now, 'sig' => $signature],
        '',
        '&',
        PHP_QUERY_RFC3986
    );
    return $url . (strpos($url, '?') === false ? '?' : '&') . $query;
}

/** Sends a note and forgets it: whatever happens, WHMCS goes on. */
function postmeter_send(string $event, $invoiceId): void
{
    if (POSTMETER_URL === '' || POSTMETER_SIGNAL_SECRET === '' || (int) $invoiceId <= 0) {
        return;
    }
    try {
        $signal = postmeter_signal(
            $event,
            (int) $invoiceId,
            time(),
            bin2hex(random_bytes(16)),
            POSTMETER_SIGNAL_SECRET
        );
        $request = curl_init(rtrim(POSTMETER_URL, '/') . '/billing/signal');
        curl_setopt_array($request, [
            CURLOPT_POST => true,
            CURLOPT_POSTFIELDS => $signal['body'],
            CURLOPT_HTTPHEADER => $signal['headers'],
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_CONNECTTIMEOUT => POSTMETER_PATIENCE_SECONDS,
            CURLOPT_TIMEOUT => POSTMETER_PATIENCE_SECONDS,
        ]);
        curl_exec($request);
        curl_close($request);
    } catch (\Throwable $problem) {
        // Postmeter finds out by asking.
    }
}

/** The panel as HTML: Postmeter's own one in a frame (it shows enrolled and not enrolled clients theirs), or a link. */
function postmeter_panel(int $clientId, string $email, int $now): string
{
    $title = htmlspecialchars(POSTMETER_PANEL_TITLE, ENT_QUOTES);
    if (POSTMETER_PANEL_URL !== '' && POSTMETER_PANEL_SECRET !== '') {
        $address = postmeter_panel_url(POSTMETER_PANEL_URL, POSTMETER_PANEL_SECRET, $clientId, $email, $now);
        $content = '<iframe src="' . htmlspecialchars($address, ENT_QUOTES) . '" title="' . $title
            . '" loading="lazy" referrerpolicy="no-referrer" style="width:100%;min-height:16rem;border:0"></iframe>';
    } else {
        $content = '<a class="btn btn-primary" href="' . htmlspecialchars(rtrim(POSTMETER_URL, '/'), ENT_QUOTES)
            . '/dashboard">' . $title . '</a>';
    }
    return '<div class="panel panel-default card mb-3"><div class="panel-heading card-header"><h3 class="panel-title card-title m-0">'
        . $title . '</h3></div><div class="panel-body card-body">' . $content . '</div></div>';
}

foreach (['AddInvoicePayment', 'InvoicePaid', 'InvoiceUnpaid', 'InvoiceRefunded', 'InvoiceCancelled'] as $postmeterEvent) {
    add_hook($postmeterEvent, 1, function ($vars) use ($postmeterEvent) {
        postmeter_send($postmeterEvent, $vars['invoiceid'] ?? 0);
    });
}

add_hook('ClientAreaHomepage', 1, function () {
    if (POSTMETER_URL === '' && POSTMETER_PANEL_URL === '') {
        return '';
    }
    try {
        $client = (new \WHMCS\Authentication\CurrentUser())->client();
        return $client ? postmeter_panel((int) $client->id, (string) $client->email, time()) : '';
    } catch (\Throwable $problem) {
        return '';
    }
});
