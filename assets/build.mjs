// Makes what the pages need into app/web/static/built: one script, one style sheet, three fonts,
// one icon sprite, one favicon, and a manifest from plain names to names that carry their content.
//
//   npm ci && node assets/build.mjs
//
// Bootstrap Italia is cut to the rules our templates use; our own sheets are kept whole, because
// a tone or a state may come from Python and appear in no template.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = join(ROOT, "app/web/static/built");
const FRESH = `${OUT}.fresh`;
const MODULES = dirname(dirname(createRequire(import.meta.url).resolve("esbuild/package.json")));
const DESIGN = join(MODULES, "bootstrap-italia");
const TITILLIUM = join(DESIGN, "dist/fonts/Titillium_Web");
const WEIGHTS = { 400: "regular", 600: "600", 700: "700" };
const COMPRESSED = new Set([".css", ".js", ".svg", ".txt"]);
// Families of the design system we do not use, whose short names would match words of the pages.
const NOT_OURS = [/vjs|video|splide|carousel|cookiebar|chip|avatar|rating|megamenu|masonry|donut/];

/** Return every file below `folder` whose name ends with one of `endings`. */
function filesBelow(folder, endings) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === OUT || path === FRESH ? [] : filesBelow(path, endings);
    return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
  });
}

/** Return the rules of Bootstrap Italia that some template or script of ours can need. */
async function designSystem() {
  const pages = filesBelow(join(ROOT, "app"), [".html"]);
  const [purged] = await new PurgeCSS().purge({
    content: [...pages, ...filesBelow(join(ROOT, "assets/js"), [".js"])],
    css: [{ raw: readFileSync(join(DESIGN, "dist/css/bootstrap-italia.min.css"), "utf8") }],
    blocklist: NOT_OURS,
    fontFace: true,
    keyframes: true,
    variables: true,
  });
  // The embedded video font would need `font-src data:` in the content policy.
  return purged.css.replace(/@font-face\{[^}]*VideoJS[^}]*\}/g, "");
}

/** Let our style sheets import the reduced design system by the name `design-system`. */
function reduced(designCss) {
  return {
    name: "reduced-design-system",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^design-system$/ }, () => ({ path: "design-system", namespace: "cut" }));
      onLoad({ filter: /.*/, namespace: "cut" }, () => ({ contents: designCss, loader: "css" }));
    },
  };
}

/** Return the sprite: the icons listed in icons.json from the design system, then our own. */
function sprite() {
  const source = readFileSync(join(DESIGN, "dist/svg/sprites.svg"), "utf8");
  const listed = JSON.parse(readFileSync(join(ROOT, "assets/icons.json"), "utf8"));
  const symbols = Object.entries(listed).map(([name, id]) => {
    const found = source.match(new RegExp(`<symbol id="${id}"( [^>]*)>(.*?)</symbol>`, "s"));
    if (!found) throw new Error(`assets/icons.json: the design system has no icon ${id}`);
    return `<symbol id="${name}"${found[1]}>${found[2]}</symbol>`;
  });
  for (const path of filesBelow(join(ROOT, "assets/icons"), [".svg"])) {
    const [, drawing] = readFileSync(path, "utf8").match(/<svg[^>]*>(.*)<\/svg>/s);
    symbols.push(`<symbol id="${basename(path, ".svg")}" viewBox="0 0 24 24">${drawing}</symbol>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

/** Return the licences of what is copied into the built files, to be kept beside them. */
function licences() {
  const texts = [
    ["Bootstrap Italia", join(DESIGN, "LICENSE")],
    ["htmx", join(MODULES, "htmx.org/LICENSE")],
    ["Titillium Web", join(TITILLIUM, "OFL.txt")],
  ];
  return texts.map(([name, path]) => `== ${name}\n\n${readFileSync(path, "utf8")}`).join("\n\n");
}

const manifest = {};

/** Write a file under a name that changes with its content, and remember it in the manifest. */
function keep(name, content) {
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const ending = extname(name);
  const hashed = `${basename(name, ending)}-${digest}${ending}`;
  writeFileSync(join(FRESH, hashed), content);
  if (COMPRESSED.has(ending)) {
    writeFileSync(join(FRESH, `${hashed}.gz`), gzipSync(content, { level: 9 }));
  }
  manifest[name] = hashed;
}

/** Bundle one source of ours and return its text. */
async function bundle(source, plugins) {
  const result = await build({
    entryPoints: [join(ROOT, source)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["chrome109", "firefox115", "safari16"],
    external: ["titillium/*"],
    nodePaths: [MODULES],
    legalComments: "none",
    logLevel: "warning",
    // Nothing stays in the browser, not even the last address htmx would note for its history.
    define: { localStorage: "undefined", sessionStorage: "undefined" },
    logOverride: { "direct-eval": "silent" }, // htmx: behind allowEval, which our pages switch off
    plugins,
  });
  return result.outputFiles[0].text;
}

/** Print what a first visit downloads. */
function report() {
  let total = 0;
  for (const [name, hashed] of Object.entries(manifest)) {
    const raw = readFileSync(join(FRESH, hashed));
    const sent = COMPRESSED.has(extname(hashed)) ? gzipSync(raw, { level: 9 }).length : raw.length;
    if (name !== "licences.txt") total += sent;
    console.log(`  ${name.padEnd(22)}${String(raw.length).padStart(8)}${String(sent).padStart(8)}`);
  }
  console.log(`  ${"first visit".padEnd(30)}${String(total).padStart(8)} bytes, compressed`);
}

rmSync(FRESH, { recursive: true, force: true });
mkdirSync(FRESH, { recursive: true });
for (const [weight, file] of Object.entries(WEIGHTS)) {
  const font = readFileSync(join(TITILLIUM, `titillium-web-v10-latin-ext_latin-${file}.woff2`));
  keep(`titillium-${weight}.woff2`, font);
}
const css = await bundle("app/web/static/app.css", [reduced(await designSystem())]);
keep("app.css", css.replace(/titillium\/(titillium-\d+\.woff2)/g, (_, name) => manifest[name]));
keep("app.js", await bundle("assets/js/main.js", []));
keep("icons.svg", sprite());
keep("favicon.svg", readFileSync(join(ROOT, "assets/favicon.svg")));
keep("licences.txt", licences());
writeFileSync(join(FRESH, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
if (process.argv.includes("--sizes")) report();
rmSync(OUT, { recursive: true, force: true });
renameSync(FRESH, OUT);
