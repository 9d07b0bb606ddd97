/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";

/** Where the gateway answers while the page is served by Vite; in production both share one origin. */
const gateway = process.env.GATEWAY_URL ?? "http://127.0.0.1:5000";

/**
 * solid-sonner writes its style sheet and one inline style itself, which a strict Content-Security-Policy refuses.
 * `styles.css` imports the sheet and says the width instead; the build fails if the library changes here.
 */
function withoutInjectedToastStyles(): Plugin {
  const injected = [
    [/var styles_default = "(?:[^"\\]|\\.)*";/, 'var styles_default = "";'],
    [/document\.head\.appendChild\(styleTag\);/, ""],
    [/(<ol tabindex=-1 data-sonner-toaster) style=--width:356px>/, "$1>"],
  ] as const;
  return {
    name: "without-injected-toast-styles",
    enforce: "pre",
    transform(code, id) {
      if (!/solid-sonner\/dist\/index\.js(\?|$)/.test(id)) return;
      return injected.reduce((source, [pattern, replacement]) => {
        if (!pattern.test(source)) throw new Error(`solid-sonner no longer contains ${pattern}`);
        return source.replace(pattern, replacement);
      }, code);
    },
  };
}

export default defineConfig({
  resolve: {
    // Its other build, for compilers of JSX, never measures a toast, which then shrinks under the pointer.
    alias: [
      {
        find: /^solid-sonner$/,
        replacement: fileURLToPath(new URL("node_modules/solid-sonner/dist/index.js", import.meta.url)),
      },
    ],
  },
  plugins: [withoutInjectedToastStyles(), solid(), tailwindcss()],
  server: {
    port: 3000,
    strictPort: true,
    proxy: {
      "/api": { target: gateway, ws: true, changeOrigin: true, rewrite: (path) => path.replace(/^\/api/, "") },
    },
  },
  build: {
    target: "es2022",
    // Everything the page shows is a file of its own origin: no data: URL for the policy to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Read by scripts/size.mjs.
    manifest: true,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    server: { deps: { inline: [/solid/] } },
    restoreMocks: true,
  },
});
