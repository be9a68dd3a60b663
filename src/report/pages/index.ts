/**
 * Pages with pictures. Apart from `report/index.ts` because the plotting library takes a fifth of a second to load,
 * which commands without pages need not wait for.
 */
export { renderBureauPage } from "./bureau-page.ts";
export { renderPublicPage } from "./public-page.ts";
export { renderSchoolPage } from "./school-page.ts";
