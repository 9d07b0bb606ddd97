/// <reference types="vitest/config" />
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";

/** Where the gateway answers while the page is served by Vite; in production both share one origin. */
const gateway = process.env.GATEWAY_URL ?? "http://127.0.0.1:5000";

/**
 * solid-sonner adds its style sheet to the page from JavaScript, which a strict Content-Security-Policy refuses.
 * The same sheet is imported in `styles.css`, so the injected copy is emptied; the build fails if it moves.
 */
function withoutInjectedToastStyles(): Plugin {
  const injection = /document\.head\.appendChild\(styleTag\);/;
  return {
    name: "without-injected-toast-styles",
    transform(code, id) {
      if (!/solid-sonner\/dist\/index\.jsx?(\?|$)/.test(id)) return;
      if (!injection.test(code)) throw new Error("solid-sonner no longer injects its styles as expected");
      return code.replace(/var styles_default = "(?:[^"\\]|\\.)*";/, 'var styles_default = "";').replace(injection, "");
    },
  };
}

export default defineConfig({
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
