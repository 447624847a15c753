<?php
/** Draws a page. */
function render(Boot $boot) { // => defines function render; type_of Boot
    ?>
    <html><body class="x">
    <?php foreach (items($boot) as $item): ?> // => calls items
        <li><?= $item->label ?> <?= escape($item) ?></li> // => calls escape
    <?php endforeach; ?>
    </body></html>
    <?php
}

function items($boot) { return array($boot); } // => defines function items
?>
<p><?php echo items(null); ?></p> // => calls items
