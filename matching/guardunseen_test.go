package matching

import "testing"

// TestF20TitleGuardsSecond holds a second table, written after the rules and before it was first run.
func TestF20TitleGuardsSecond(t *testing.T) {
	right, n := 0, 0
	for reason, cases := range map[string][]guardCase{
		ReasonAccessory: {
			{"en", "Halden M4 cordless drill", "Drill bit holder for Halden M4 cordless drill", true},
			{"en", "Halden M4 cordless drill", "Halden M4 cordless drill battery", true},
			{"en", "Ponto backpack 20 l", "Rain cover for Ponto backpack", true},
			{"de", "Halden M4 Akkuschrauber", "Koffer für Halden M4 Akkuschrauber", true},
			{"de", "Lumio Tischlampe", "Lampenschirm passend für Lumio Tischlampe", true},
			{"de", "Ponto Rucksack 20 l", "Ponto Rucksack Regenhülle", true},
			{"fr", "Halden M4 perceuse", "Batterie pour perceuse Halden M4", true},
			{"fr", "Ciel poussette", "Housse de pluie pour poussette Ciel", true},
			{"es", "Halden M4 taladro", "Batería para taladro Halden M4", true},
			{"es", "Reloj Tempo 3", "Correa para reloj Tempo 3", true},
			{"ru", "Часы Tempo 3", "Ремешок для часов Tempo 3", true},
			{"ru", "Дрель Halden M4", "Аккумулятор для дрели Halden M4", true},
			{"ja", "Tempo 3 腕時計", "Tempo 3 腕時計用ストラップ", true},
			{"zh", "Tempo 3 手表", "Tempo 3 手表表带", true},
			{"en", "Halden M4 cordless drill", "Halden M4 cordless drill for wood and metal", false},
			{"en", "Ponto backpack 20 l", "Ponto backpack 20 l for laptop 15 inch", false},
			{"en", "Ponto backpack 20 l", "Ponto backpack with rain cover 20 l", false},
			{"de", "Lumio Tischlampe", "Lumio Tischlampe mit Kabel", false},
			{"de", "Ponto Rucksack 20 l", "Ponto Rucksack 20 l für Schule", false},
			{"de", "Tempo 3 Uhr Armband Leder", "Tempo 3 Uhr Armband Leder braun", false},
			{"fr", "Ciel poussette", "Ciel poussette pour bébé", false},
			{"fr", "Halden M4 perceuse", "Halden M4 perceuse sans fil avec batterie", false},
			{"es", "Halden M4 taladro", "Halden M4 taladro para madera", false},
			{"ru", "Дрель Halden M4", "Дрель Halden M4 с аккумулятором", false},
			{"ru", "Часы Tempo 3", "Часы Tempo 3 для женщин", false},
			{"ja", "Tempo 3 腕時計", "Tempo 3 腕時計 防水 レディース", false},
			{"zh", "Tempo 3 手表", "Tempo 3 手表 女士 防水", false},
			{"en", "Halden table tennis bat", "Halden table tennis bat", false},
		},
		ReasonBundle: {
			{"en", "Halden M4 cordless drill", "Halden M4 cordless drill & S2 sander set", true},
			{"de", "Lumio Tischlampe", "Lumio Tischlampe und Stehlampe im Set", true},
			{"fr", "Ciel poussette", "Pack poussette Ciel et siège auto", true},
			{"es", "Halden M4 taladro", "Lote taladro Halden M4 + lijadora", true},
			{"ru", "Дрель Halden M4", "Комплект дрель Halden M4 + шуруповёрт", true},
			{"ja", "Tempo 3 腕時計", "Tempo 3 腕時計 + 財布 セット", true},
			{"zh", "Tempo 3 手表", "Tempo 3 手表 + 耳机 套装", true},
			{"en", "Halden M4 cordless drill", "Halden M4 cordless drill, light and compact", false},
			{"de", "Lumio Tischlampe", "Lumio Tischlampe weiß und silber", false},
			{"fr", "Ciel poussette", "Ciel poussette légère et pliable", false},
			{"es", "Halden M4 taladro", "Halden M4 taladro + garantía 3 años", false},
			{"ru", "Набор отвёрток Halden 8 предметов", "Halden набор отвёрток 8 шт", false},
			{"en", "Halden screwdriver set", "Halden screwdriver and bit set", false},
			{"de", "Harrow Besteckset 24-teilig", "Harrow Besteck Set 24 Teile", false},
		},
	} {
		for _, c := range cases {
			n++
			if judged(t, c, reason) {
				right++
			}
		}
	}
	t.Logf("%d of %d right", right, n)
}
