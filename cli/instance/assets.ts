// The ASSETS binding of a Worker on this machine: the folder that is deployed beside the Worker's code.
import { readFile } from 'node:fs/promises';
import { Response } from 'miniflare';
import { ASSETS, areAssetsBuilt, buildAssets } from '../assets/build-assets.ts';

/** Builds the folder where it is missing or of another version. */
export async function assetsBinding(): Promise<
  (request: { readonly url: string }) => Promise<Response>
> {
  if (!(await areAssetsBuilt())) await buildAssets();
  return async ({ url }) => {
    // URL has resolved every `..` by then.
    const bytes = await readFile(ASSETS + decodeURIComponent(new URL(url).pathname)).catch(
      () => undefined,
    );
    return bytes ? new Response(bytes) : new Response('not found', { status: 404 });
  };
}
