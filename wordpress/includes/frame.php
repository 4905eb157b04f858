<?php
/**
 * Frames: the address of an edition's `frame.html`, on a line of its own or in an Embed block, becomes that frame.
 * When a page is shown, nothing is requested for it: its address says all.
 *
 * @package Latest_News
 */

defined( 'ABSPATH' ) || exit;

/**
 * Registers the addresses in the script's folder.
 */
function latest_news_register_frame() {
	$script = latest_news_script();
	if ( '' === $script ) {
		return;
	}
	$folder  = preg_quote( latest_news_folder( $script ), '#' );
	$pattern = '#^' . $folder . '([a-z][a-z0-9_-]{0,63})/frame\.html$#D';
	wp_embed_register_handler( 'latest-news', $pattern, 'latest_news_frame' );
}

/**
 * The frame's markup. The secret in its address lets WordPress' own script give the frame the height of its content.
 *
 * @param array $matches The address, and the name of the edition.
 * @return string
 */
function latest_news_frame( $matches ) {
	$name = str_replace( array( '-', '_' ), ' ', $matches[1] );
	/* translators: %s: the name of an edition. */
	$title  = sprintf( __( 'Latest news: %s', 'latest-news' ), $name );
	$secret = wp_generate_password( 10, false );
	wp_enqueue_script( 'wp-embed' );
	return sprintf(
		'<iframe class="wp-embedded-content" data-secret="%1$s" src="%2$s#?secret=%1$s" title="%3$s" width="100%%" height="584" frameborder="0" loading="lazy"></iframe>',
		esc_attr( $secret ),
		esc_url( $matches[0] ),
		esc_attr( $title )
	);
}
