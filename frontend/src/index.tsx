import { render } from "solid-js/web";

const root = document.getElementById("root");
if (root) render(() => <main>Assistant IA Marketing</main>, root);
