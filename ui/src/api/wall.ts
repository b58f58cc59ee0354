import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';

/** The command centre's wall, asked every ten seconds. */
export const wallQuery = queryOptions({
  queryKey: ['wall'],
  staleTime: 5_000,
  refetchInterval: 10_000,
  refetchIntervalInBackground: true,
  queryFn: ({ signal }) => unwrap(api.GET('/api/wall', { signal })),
});
