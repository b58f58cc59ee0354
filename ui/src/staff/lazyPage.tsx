import { lazy, useState, type ComponentType } from 'react';

/** A page in its own chunk. Once `warm` has fetched it, opening it renders in the same frame. */
export function lazyPage(load: () => Promise<{ default: ComponentType }>): { Page: ComponentType; warm: () => void } {
  let ready: ComponentType | null = null;
  const fetched = async () => {
    const module = await load();
    ready = module.default;
    return module;
  };
  const Later = lazy(fetched);
  function Page() {
    const [Now] = useState<ComponentType>(() => ready ?? Later);
    return <Now />;
  }
  return { Page, warm: () => void fetched().catch(() => undefined) };
}
