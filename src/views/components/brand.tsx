import type { Frame } from '#views/frame.ts';

/** The provider's logo, or its name with the first character as a mark, leading home. */
export function Brand({ provider }: { readonly provider: Frame['provider'] }) {
  return (
    <a class="brand" href="/">
      {provider.logoUrl ? (
        <img class="logo" src={provider.logoUrl} alt={provider.name} width={160} height={32} />
      ) : (
        <>
          <span class="brand-mark" aria-hidden="true">
            {[...provider.name.trim()][0]?.toUpperCase()}
          </span>
          <bdi>{provider.name}</bdi>
        </>
      )}
    </a>
  );
}
