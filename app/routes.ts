// The route table: one file per URL under routes/, dots for slashes.
import { flatRoutes } from '@remix-run/fs-routes';

export default flatRoutes();
