import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { BatchFilter } from '@/api/queries';
import { restoreSession } from '@/session/restore';
import { onSession, currentSession } from '@/session/session';
import { text } from './search';
import { Broken, NotFound } from './states';
import { Frame } from './Frame';

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: Broken });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { from?: string | undefined; user?: string | undefined } => ({
    from: text(search['from']),
    user: text(search['user']),
  }),
  component: lazyRouteComponent(() => import('@/screens/sign-in/SignIn'), 'SignIn'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  path: '/signed-in',
  component: lazyRouteComponent(() => import('@/screens/sign-in/SignedIn'), 'SignedIn'),
});

/** All screens that need a user. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  beforeLoad: async ({ location }) => {
    if (!(await restoreSession())) {
      throw redirect({ to: '/sign-in', search: { from: location.pathname === '/' ? undefined : location.href } });
    }
  },
});

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/batches', search: {} });
  },
});

const batches = createRoute({
  getParentRoute: () => frame,
  path: '/batches',
  validateSearch: (search): BatchFilter => ({ status: text(search['status']), name: text(search['name']), sort: text(search['sort']) }),
  component: lazyRouteComponent(() => import('@/screens/batches/Batches'), 'Batches'),
});

const review = createRoute({
  getParentRoute: () => frame,
  path: '/review',
  component: lazyRouteComponent(() => import('@/screens/review/ReviewStart'), 'ReviewStart'),
});

const reviewDocument = createRoute({
  getParentRoute: () => frame,
  path: '/review/$documentId',
  component: lazyRouteComponent(() => import('@/screens/review/Review'), 'Review'),
});

const exports = createRoute({
  getParentRoute: () => frame,
  path: '/exports',
  component: lazyRouteComponent(() => import('@/screens/exports/Exports'), 'Exports'),
});

const usage = createRoute({
  getParentRoute: () => frame,
  path: '/usage',
  validateSearch: (search): { kind?: string | undefined } => ({ kind: text(search['kind']) }),
  component: lazyRouteComponent(() => import('@/screens/usage/Usage'), 'Usage'),
});

const prompts = createRoute({
  getParentRoute: () => frame,
  path: '/prompts',
  component: lazyRouteComponent(() => import('@/screens/prompts/Prompts'), 'Prompts'),
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings/$tab',
  component: lazyRouteComponent(() => import('@/screens/settings/Settings'), 'Settings'),
});

const newBatch = createRoute({
  getParentRoute: () => frame,
  path: '/batches/new',
  validateSearch: (search): { draft?: string | undefined; prompt?: string | undefined } => ({
    draft: text(search['draft']),
    prompt: text(search['prompt']),
  }),
  component: lazyRouteComponent(() => import('@/screens/wizard/Wizard'), 'Wizard'),
});

const batch = createRoute({
  getParentRoute: () => frame,
  path: '/batches/$id',
  validateSearch: (search): { tab?: string | undefined; sort?: string | undefined; document?: string | undefined } => ({
    tab: text(search['tab']),
    sort: text(search['sort']),
    document: text(search['document']),
  }),
  component: lazyRouteComponent(() => import('@/screens/batch/Batch'), 'Batch'),
});

const admin = createRoute({
  getParentRoute: () => frame,
  path: '/admin/$tab',
  component: lazyRouteComponent(() => import('@/screens/admin/Admin'), 'Admin'),
});

// A screen is added here: its address, what of its state is in the address, and the file that is loaded when it is opened. The
// gateway answers only addresses that it knows: add new ones to WebRoutes.java, too.

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn,
    frame.addChildren([home, batches, newBatch, batch, review, reviewDocument, exports, usage, prompts, settings, admin]),
  ]),
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** A user whose session ended signs in again, and comes back to where they were. */
onSession(() => {
  if (!currentSession() && !['/sign-in', '/signed-in'].includes(location.pathname)) {
    void router.navigate({ to: '/sign-in', search: { from: location.pathname + location.search } });
  }
});
