import type { Frame } from '#views/frame.ts';

/** The provider's name with its first character as a mark, leading home. */
export function Brand({ provider }: { readonly provider: Frame['provider'] }) {
  return (
    <a class="brand" href="/">
      <span class="brand-mark" aria-hidden="true">
        {[...provider.name.trim()][0]?.toUpperCase()}
      </span>
      <bdi>{provider.name}</bdi>
    </a>
  );
}
