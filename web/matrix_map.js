// The whole matrix in small, with a frame around the part in sight: 2,000 rows are scrolled by looking.
import { h } from './dom.js';

export function matrixMap(onmove) {
  const canvas = h('canvas');
  const view = h('i');
  const box = h('div', { class: 'matrix-map', 'aria-hidden': 'true' }, canvas, view);
  const share = (event) => {
    const area = box.getBoundingClientRect();
    return [(event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height];
  };
  box.addEventListener('pointerdown', (event) => { box.setPointerCapture(event.pointerId); onmove(...share(event)); });
  box.addEventListener('pointermove', (event) => { if (event.buttons & 1) onmove(...share(event)); });

  return {
    element: box,
    // marks: [row, column, kind] with kind 'bad', 'owner' or ''.
    draw(rows, columns, marks) {
      const scale = window.devicePixelRatio || 1;
      const [width, height] = [box.clientWidth * scale, box.clientHeight * scale];
      canvas.width = width;
      canvas.height = height;
      const pen = canvas.getContext('2d');
      const style = getComputedStyle(box);
      const size = [Math.max(width / columns, 1.5 * scale), Math.max(height / rows, 1.5 * scale)];
      for (const kind of ['', 'owner', 'bad']) {
        pen.fillStyle = style.getPropertyValue(kind === 'bad' ? '--bad-fill' : kind === 'owner' ? '--accent' : '--line-strong');
        for (const [row, column, of] of marks)
          if (of === kind) pen.fillRect((column / columns) * width, (row / rows) * height, size[0], size[1]);
      }
    },
    // Shares of the whole: left, top, width, height.
    look(left, top, width, height) {
      view.style.cssText = `left:${left * 100}%;top:${top * 100}%;width:${width * 100}%;height:${height * 100}%`;
    },
  };
}
