/**
 * The one door to the panel's HTTP API (docs/panel.md): bearer token, JSON both ways, a time limit
 * that covers the body, a size limit, and every failure as a `PanelFault`. It repeats nothing.
 */

import { readOutsideJson } from '#core/parse-outside-json.ts';
import { err, ok, type Result } from '#core/result.ts';
import { type CallLimits, outboundCall, wordsOf } from '../http/outbound-call.ts';
import { readText } from '../http/read-text.ts';
import { readLaravelError } from './laravel-error.ts';
import { codeOfStatus, type PanelFault, type PanelMethod, panelFault } from './panel-fault.ts';

export interface PanelClientOptions extends CallLimits {
  /** With the version, e.g. `https://panel.example:4444/api/v1`; a slash at its end does not matter. */
  readonly apiUrl: string;
  readonly token: string;
  readonly maxBodyBytes: number;
}

export interface PanelClient {
  /** Answers the parsed JSON of a 2xx. `path` begins with a slash and is encoded. */
  get(path: string): Promise<Result<unknown, PanelFault>>;
  write(
    method: 'POST' | 'PUT',
    path: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Result<unknown, PanelFault>>;
}

interface Call {
  readonly method: PanelMethod;
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

export function createPanelClient(options: PanelClientOptions): PanelClient {
  const { token, timeoutMs, maxBodyBytes } = options;
  const base = options.apiUrl.replace(/\/+$/, '');
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };

  async function call({ method, path, body }: Call): Promise<Result<unknown, PanelFault>> {
    const init = {
      method,
      headers: body ? { ...headers, 'content-type': 'application/json' } : headers,
      body: body ? JSON.stringify(body) : null,
    };
    const answered = await outboundCall(options, base + path, init, async (response) => {
      const { status } = response;
      const text = await readText(response, maxBodyBytes);
      if (!text.ok) {
        const detail = `HTTP ${status} with more than ${maxBodyBytes} bytes`;
        return err(panelFault(method, 'panel_answer_malformed', detail, { status }));
      }
      const contentType = response.headers.get('content-type') ?? '';
      if (status >= 200 && status < 300) return readAnswer(method, status, contentType, text.value);
      return err(refusal(method, status, contentType, text.value, [token, ...stringsIn(body)]));
    });
    if (answered.ok) return answered.value;
    if (answered.error.why === 'slow') {
      return err(panelFault(method, 'panel_slow', `no complete answer within ${timeoutMs} ms`));
    }
    return err(panelFault(method, 'panel_unreachable', wordsOf(answered.error).slice(0, 200)));
  }

  return {
    get: (path) => call({ method: 'GET', path }),
    write: (method, path, body) => call({ method, path, body }),
  };
}

/** The panel answers its web page for a path it does not know, so the content type comes before parsing. */
function readAnswer(
  method: PanelMethod,
  status: number,
  contentType: string,
  text: string,
): Result<unknown, PanelFault> {
  if (/^text\/html\b/i.test(contentType)) {
    const detail = `HTTP ${status} with a web page instead of JSON`;
    return err(panelFault(method, 'panel_wrong_address', detail, { status }));
  }
  const malformed = (what: string) =>
    err(panelFault(method, 'panel_answer_malformed', `HTTP ${status} with ${what}`, { status }));
  if (text === '') return malformed('an empty body');
  if (!isJson(contentType)) return malformed('a content type other than JSON');
  const json = readOutsideJson(text);
  return json === undefined ? malformed('broken JSON') : ok(json);
}

function refusal(
  method: PanelMethod,
  status: number,
  contentType: string,
  text: string,
  sent: readonly string[],
): PanelFault {
  const code = codeOfStatus(status, isJson(contentType));
  // Beyond 4xx the text is not for us, and Laravel's debug mode would put SQL with its values there.
  const said =
    status >= 400 && status < 500 ? readLaravelError(contentType, text, sent) : undefined;
  const fields = said?.invalidFields.length ? `; fields: ${said.invalidFields.join(', ')}` : '';
  const detail = `HTTP ${status}${said?.summary ? `: ${said.summary}` : ''}${fields}`;
  return panelFault(method, code, detail, { status, invalidFields: said?.invalidFields ?? [] });
}

function isJson(contentType: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(contentType);
}

function stringsIn(body: Call['body']): string[] {
  return Object.values(body ?? {}).filter((value) => typeof value === 'string');
}
