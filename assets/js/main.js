// Everything here makes pages that already work a little quicker to use. Nothing is stored in the
// browser: it may be a shared machine at a counter.
import "htmx.org";

import "./busy.js";
import "./choices.js";
import "./drafts.js";
import "./filters.js";
import "./focus.js";
import "./keys.js";
import "./menus.js";
import "./print.js";
import "./screen.js";
import "./server.js";
import "./tables.js";
import "./typed.js";
