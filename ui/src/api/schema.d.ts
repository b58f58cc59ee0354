/* Replaced by `npm run gen` from docs/openapi.json. */
// eslint-disable-next-line
export type paths = any;
