import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

export const promptsQuery = queryOptions({
  queryKey: ['prompts'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/prompts', { signal })),
});
