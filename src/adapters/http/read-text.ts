import { err, ok, type Result } from '#core/result.ts';

/** The body as text, or a refusal as soon as it is longer than `maxBytes`. Rejects when the connection breaks. */
export async function readText(
  response: Response,
  maxBytes: number,
): Promise<Result<string, { readonly reason: 'too_large' }>> {
  if (response.body === null) return ok('');
  if (isShort(response, maxBytes)) return ok(await response.text());
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return ok(text + decoder.decode());
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      return err({ reason: 'too_large' });
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** A stated length binds the sender (RFC 9112 6.3), unless the body is compressed and grows when it is read. */
function isShort(response: Response, maxBytes: number): boolean {
  const length = response.headers.get('content-length');
  return length !== null && !response.headers.has('content-encoding') && Number(length) <= maxBytes;
}
