import type { ModeVersion, Version } from '../../api/modes';

/** A version as the address of the page names it. */
export const code = (of: Version) => `${of.key}@${of.version}`;

/** A version as people speak of it. */
export const title = (of: ModeVersion) => `${of.name} 第${of.version}版`;
