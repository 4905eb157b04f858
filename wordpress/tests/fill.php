<?php
/**
 * Installs a WordPress and fills it with invented articles, people and pictures. Prints what it has made.
 *
 * @package Latest_News
 */

// phpcs:disable WordPress.WP.GlobalVariablesOverride, WordPress.PHP.DiscouragedPHPFunctions

// Never over the web, if somebody has copied the tests to a site.
if ( 'cli' !== PHP_SAPI ) {
	exit;
}
$_SERVER['HTTP_HOST'] = 'localhost';
define( 'WP_INSTALLING', true );
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

// Nobody gets a letter.
add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'Harbour & Hill', 'editor', 'editor@news.example', true, '', 'password' );
update_option( 'blogdescription', 'News of an invented town' );
update_option( 'timezone_string', 'Europe/Vienna' );
update_option( 'permalink_structure', '/%year%/%postname%/' );
wp_delete_post( 1, true );
wp_delete_post( 2, true );
wp_delete_comment( 1, true );

$people = array();
foreach ( array(
	'mara'  => array( 'author', 'Mara Quill' ),
	'ioan'  => array( 'author', 'Ioan Brâncuș' ),
	'guest' => array( 'contributor', 'Guest Writer' ),
) as $login => $person ) {
	$people[ $login ] = wp_insert_user(
		array(
			'user_login'   => $login,
			'user_pass'    => 'password',
			'user_email'   => $login . '@news.example',
			'role'         => $person[0],
			'display_name' => $person[1],
		)
	);
}
$passwords = array();
foreach ( array( 'editor' => 1, 'guest' => $people['guest'] ) as $login => $id ) {
	list( $password )    = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'tests' ) );
	$passwords[ $login ] = $login . ':' . $password;
}

$categories = array();
foreach ( array( 'Harbour', 'Council', 'Culture & Arts' ) as $name ) {
	$categories[] = wp_insert_term( $name, 'category' )['term_id'];
}

/**
 * A picture of hills, in the sizes that WordPress makes of it.
 *
 * @param int    $number   Which one.
 * @param string $alt      Its description.
 * @param int    $with     The article that it belongs to.
 */
function picture( $number, $alt, $with ) {
	$image = imagecreatetruecolor( 1280, 800 );
	imagefill( $image, 0, 0, imagecolorallocate( $image, 150 + 8 * $number, 190, 215 ) );
	for ( $hill = 0; $hill < 3; $hill++ ) {
		$shade = imagecolorallocate( $image, 40 + 25 * $hill, 110 - 20 * $hill, 90 + 10 * $number );
		imagefilledellipse( $image, 200 + 420 * $hill + 37 * $number, 860, 1100, 700 - 120 * $hill, $shade );
	}
	$uploads = wp_upload_dir( '2026/03' );
	$file    = $uploads['path'] . '/hills-' . $number . '.jpg';
	imagejpeg( $image, $file, 70 );
	$facts = array(
		'post_mime_type' => 'image/jpeg',
		'post_title'     => 'Hills ' . $number,
		'post_excerpt'   => 'Picture: Ada Lind',
		'post_status'    => 'inherit',
		'post_date'      => '2026-03-01 09:00:00',
	);
	$id    = wp_insert_attachment( $facts, $file, $with );
	wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $file ) );
	update_post_meta( $id, '_wp_attachment_image_alt', $alt );
	set_post_thumbnail( $with, $id );
}

// As somebody who may write any markup, as an import would.
wp_set_current_user( 1 );
kses_init();
$articles = array(
	array( 'Ferry & tide tables move to Sundays', 'The two lists that everybody pins to the door come out together from now on.', 'mara', 0 ),
	array( 'Baker finds a second oven behind the wall', 'It is older than the house, and warm.', 'ioan', 2 ),
	array( '港の時計がまた動き出す', '三十年ぶりに鐘が鳴り、朝の市場に人が集まった。', 'mara', 0 ),
	array( 'Council votes on <em>quiet</em> street sweeping', '', 'ioan', 1 ),
	array( '<script>alert(1)</script>Quay <img src=x onerror=alert(2)> "reopens" &amp; widens', 'A <b onclick="alert(3)">bold</b> step, <a href="javascript:alert(4)">say</a> neighbours.', 'editor', 0 ),
	array( 'Weir gates rise for spring', 'Walkers should take the upper path until April.', 'mara', 0 ),
	array( 'مكتبة التلة تفتح أبوابها ليلاً', 'يمكن للقراء الآن البقاء حتى منتصف الليل.', 'ioan', 2 ),
	array( '', 'A short note without a headline: the swans are back.', 'mara', 0 ),
	array( 'A choir of forty, and one cough', 'The concert went on.', 'mara', 2 ),
	array( 'Why the hill tram stops for cats', 'An old rule, and a new sign.', 'ioan', 1 ),
	array( 'Lighthouse paint arrives in the wrong red', 'It may stay.', 'mara', 0 ),
	array( 'Night market gets a roof', 'Rain has kept it closed for three weeks.', 'ioan', 1 ),
);
foreach ( $articles as $number => list( $title, $excerpt, $who, $category ) ) {
	$facts = array(
		'post_title'    => $title,
		'post_excerpt'  => $excerpt,
		'post_content'  => "<!-- wp:paragraph -->\n<p>The whole article stands here, with “quotes”, a <a href=\"/about/\">link</a> and more words than a summary has.</p>\n<!-- /wp:paragraph -->",
		'post_status'   => 'publish',
		'post_author'   => 'editor' === $who ? 1 : $people[ $who ],
		'post_category' => array( $categories[ $category ] ),
		'post_date'     => sprintf( '2026-03-%02d 08:30:00', 20 - $number ),
		'post_name'     => 'article-' . ( $number + 1 ),
	);
	$id    = wp_insert_post( wp_slash( $facts ), true );
	wp_insert_comment( array( 'comment_post_ID' => $id, 'comment_author' => 'A reader', 'comment_content' => 'Well said.' ) );
	if ( 3 !== $number % 4 ) {
		picture( $number, 'Hills above the harbour, "evening" ' . $number, $id );
	}
}

$options = array( 'post_type' => 'page', 'post_status' => 'publish', 'post_author' => 1 );
$front   = wp_insert_post( array( 'post_title' => 'Welcome' ) + $options );
$news    = wp_insert_post( array( 'post_title' => 'All articles', 'post_name' => 'articles' ) + $options );
update_option( 'show_on_front', 'page' );
update_option( 'page_on_front', $front );
update_option( 'page_for_posts', $news );
switch_theme( array_key_last( wp_get_themes() ) );
$error = activate_plugin( 'latest-news/latest-news.php' );
if ( is_wp_error( $error ) ) {
	fwrite( STDERR, $error->get_error_message() );
	exit( 1 );
}
flush_rewrite_rules( false );
echo wp_json_encode( array( 'passwords' => $passwords, 'version' => get_bloginfo( 'version' ) ) );
