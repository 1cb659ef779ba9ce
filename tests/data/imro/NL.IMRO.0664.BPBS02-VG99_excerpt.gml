<?xml version="1.0" encoding="UTF-8"?>
<imro:FeatureCollectionIMRO gml:id="Collectie" xmlns:imro="http://www.geonovum.nl/imro/2012/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.geonovum.nl/imro/2012/1.1 http://schemas.geonovum.nl/imro/2012/1.1/IMRO2012.xsd">
	<gml:description>RoPlan IMRO GML import/export. Converteert IMRO GML data naar RoPlan bestanden en vice versa</gml:description>
	<!--Bestand aangemaakt m.b.v. Crotec's RoPlan IMRO Export versie 2.0.1 (voor v8i)-->
	<gml:name>NL.IMRO.0664.BPBS02-VG99.gml</gml:name>
	<imro:featureMember>
		<imro:Maatvoering gml:id="NL.IMRO.0664.MP5268996471-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.MP5268996471-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>maatvoering</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:naam>maximum bouwhoogte (m), maximum bebouwingspercentage (%)</imro:naam>
			<imro:symboolInfo>
				<imro:SymboolEnPositie>
					<imro:symboolCode>s123</imro:symboolCode>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id233" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>51560.026 390917.254</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:SymboolEnPositie>
			</imro:symboolInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>10</imro:waarde>
					<imro:waardeType>maximum bouwhoogte (m)</imro:waardeType>
					<imro:symboolCode>s123</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>80</imro:waarde>
					<imro:waardeType>maximum bebouwingspercentage (%)</imro:waardeType>
					<imro:symboolCode>s123</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id14" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id15">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51552.259 390891.528 51581.494 390893.257</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51581.494 390893.257 51587.3 390893.6</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51587.3 390893.6 51584.694 390937.68 51527.199 390934.276</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51527.199 390934.276 51527.9 390922.4</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51527.9 390922.4 51529.8 390890.2</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51529.8 390890.2 51552.259 390891.528</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
			<imro:aanduiding xlink:href="#NL.IMRO.0664.BP5259675424-00"/>
		</imro:Maatvoering>
	</imro:featureMember>
<imro:featureMember>
		<imro:Bouwvlak gml:id="NL.IMRO.0664.BP8259065792-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.BP8259065792-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>bouwvlak</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP5258462737-00"/>
			<imro:naam>bouwvlak</imro:naam>
			<imro:geometrie>
				<gml:Surface gml:id="id17" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id18">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>50421.447 390926.528 50421.497 390938.212</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50421.497 390938.212 50391.423 390938.332</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50391.423 390938.332 50391.373 390926.649</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50391.373 390926.649 50421.447 390926.528</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Bouwvlak>
	</imro:featureMember>
<imro:featureMember>
		<imro:Maatvoering gml:id="NL.IMRO.0664.MP7268996487-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.MP7268996487-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>maatvoering</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:naam>maximum bouwhoogte (m), maximum bebouwingspercentage (%)</imro:naam>
			<imro:symboolInfo>
				<imro:SymboolEnPositie>
					<imro:symboolCode>s123</imro:symboolCode>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id235" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>51450.365 390892.988</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:SymboolEnPositie>
			</imro:symboolInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>10</imro:waarde>
					<imro:waardeType>maximum bouwhoogte (m)</imro:waardeType>
					<imro:symboolCode>s123</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>100</imro:waarde>
					<imro:waardeType>maximum bebouwingspercentage (%)</imro:waardeType>
					<imro:symboolCode>s123</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id22" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id23">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51527.199 390934.276 51472.586 390931.043 51438.247 390929.01 51364.735 390923.141 51369.621 390841.139</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51369.621 390841.139 51391.813 390842.765 51408.012 390843.952</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51408.012 390843.952 51410.81 390805.763</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51410.81 390805.763 51453.748 390808.503 51455.366 390808.606</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51455.366 390808.606 51454.712 390817.103</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51454.712 390817.103 51451.588 390859.861</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51451.588 390859.861 51526.225 390864.267</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51526.225 390864.267 51531.313 390864.567</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51531.313 390864.567 51529.8 390890.2</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51529.8 390890.2 51527.9 390922.4</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51527.9 390922.4 51527.199 390934.276</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
			<imro:aanduiding xlink:href="#NL.IMRO.0664.BP2261742304-00"/>
		</imro:Maatvoering>
	</imro:featureMember>
<imro:featureMember>
		<imro:Bouwvlak gml:id="NL.IMRO.0664.BP4259065117-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.BP4259065117-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>bouwvlak</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP2259065087-00"/>
			<imro:naam>bouwvlak</imro:naam>
			<imro:geometrie>
				<gml:Surface gml:id="id25" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id26">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51550.769 390785.725 51550.541 390788.224 51549.097 390788.097 51549.324 390785.608 51550.769 390785.725</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Bouwvlak>
	</imro:featureMember>
<imro:featureMember>
		<imro:Bouwvlak gml:id="NL.IMRO.0664.BP1261742303-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.BP1261742303-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>bouwvlak</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP2259065087-00"/>
			<imro:naam>bouwvlak</imro:naam>
			<imro:geometrie>
				<gml:Surface gml:id="id27" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id28">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51587.3 390893.6 51581.494 390893.257</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51581.494 390893.257 51552.259 390891.528</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51552.259 390891.528 51529.8 390890.2</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51529.8 390890.2 51531.313 390864.567 51526.225 390864.267 51451.588 390859.861 51454.712 390817.103</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51454.712 390817.103 51499.407 390819.609</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51499.407 390819.609 51501.907 390783.733</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51501.907 390783.733 51535.15 390786.05 51548.545 390786.983 51548.314 390789.539 51551.404 390789.789 51551.63 390787.299</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51551.63 390787.299 51551.673 390786.82</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51551.673 390786.82 51580.47 390789.151 51613.353 390791.813</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51613.353 390791.813 51602.9 390832.65</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51602.9 390832.65 51600.85 390840.45 51590.3 390881.1</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51590.3 390881.1 51587.3 390893.6</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Bouwvlak>
	</imro:featureMember>
<imro:featureMember>
		<imro:Bouwvlak gml:id="NL.IMRO.0664.BP5259675424-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.BP5259675424-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>bouwvlak</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP2259065087-00"/>
			<imro:naam>bouwvlak</imro:naam>
			<imro:geometrie>
				<gml:Surface gml:id="id31" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id32">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51581.494 390893.257 51587.3 390893.6</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51587.3 390893.6 51584.694 390937.68 51527.199 390934.276</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51527.199 390934.276 51527.9 390922.4</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51527.9 390922.4 51529.8 390890.2</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51529.8 390890.2 51552.259 390891.528</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51552.259 390891.528 51581.494 390893.257</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Bouwvlak>
	</imro:featureMember>
<imro:featureMember>
		<imro:Bouwvlak gml:id="NL.IMRO.0664.BP2261742304-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.BP2261742304-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>bouwvlak</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP2259065087-00"/>
			<imro:naam>bouwvlak</imro:naam>
			<imro:geometrie>
				<gml:Surface gml:id="id33" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id34">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51451.588 390859.861 51526.225 390864.267 51531.313 390864.567 51529.8 390890.2</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51529.8 390890.2 51527.9 390922.4</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51527.9 390922.4 51527.199 390934.276</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51527.199 390934.276 51472.586 390931.043 51438.247 390929.01 51364.735 390923.141 51369.621 390841.139 51391.813 390842.765 51408.012 390843.952</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51408.012 390843.952 51410.81 390805.763</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51410.81 390805.763 51453.748 390808.503 51455.366 390808.606</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51455.366 390808.606 51454.712 390817.103</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51454.712 390817.103 51451.588 390859.861</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Bouwvlak>
	</imro:featureMember>
<imro:featureMember>
		<imro:Maatvoering gml:id="NL.IMRO.0664.MP5278423565-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.MP5278423565-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>maatvoering</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:naam>maximum bouwhoogte (m), maximum bebouwingspercentage (%)</imro:naam>
			<imro:symboolInfo>
				<imro:SymboolEnPositie>
					<imro:symboolCode>s123</imro:symboolCode>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id236" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>51488.118 390807.695</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:SymboolEnPositie>
			</imro:symboolInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>6</imro:waarde>
					<imro:waardeType>maximum bouwhoogte (m)</imro:waardeType>
					<imro:symboolCode>s123</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>90</imro:waarde>
					<imro:waardeType>maximum bebouwingspercentage (%)</imro:waardeType>
					<imro:symboolCode>s123</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id35" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id36">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51454.712 390817.103 51455.366 390808.606</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51455.366 390808.606 51461.223 390808.98 51462.3 390792.1</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51462.3 390792.1 51463.007 390781.021</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51463.007 390781.021 51473.45 390781.75</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51473.45 390781.75 51501.907 390783.733</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51501.907 390783.733 51499.407 390819.609</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51499.407 390819.609 51454.712 390817.103</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
			<imro:aanduiding xlink:href="#NL.IMRO.0664.BP6259680245-00"/>
		</imro:Maatvoering>
	</imro:featureMember>
<imro:featureMember>
		<imro:Bouwvlak gml:id="NL.IMRO.0664.BP6259680245-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.BP6259680245-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>bouwvlak</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP2259065087-00"/>
			<imro:naam>bouwvlak</imro:naam>
			<imro:geometrie>
				<gml:Surface gml:id="id38" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id39">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51499.407 390819.609 51454.712 390817.103</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51454.712 390817.103 51455.366 390808.606</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51455.366 390808.606 51461.223 390808.98 51462.3 390792.1 51463.007 390781.021</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51463.007 390781.021 51473.45 390781.75 51501.907 390783.733</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51501.907 390783.733 51499.407 390819.609</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Bouwvlak>
	</imro:featureMember>
<imro:featureMember>
		<imro:Functieaanduiding gml:id="NL.IMRO.0664.FA1261744889-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.FA1261744889-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>functieaanduiding</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP2259065087-00"/>
			<imro:naam>specifieke vorm van bedrijf - garagebedrijf</imro:naam>
			<imro:labelInfo>
				<imro:Label>
					<imro:tekst>(sb-gb)</imro:tekst>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id237" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>51475.289 390789.788</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:Label>
			</imro:labelInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id41" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id42">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51499.407 390819.609 51454.712 390817.103</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51454.712 390817.103 51455.366 390808.606</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51455.366 390808.606 51461.223 390808.98 51462.3 390792.1 51463.007 390781.021</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51463.007 390781.021 51473.45 390781.75 51501.907 390783.733</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51501.907 390783.733 51499.407 390819.609</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Functieaanduiding>
	</imro:featureMember>
<imro:featureMember>
		<imro:Functieaanduiding gml:id="NL.IMRO.0664.FA1278438692-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.FA1278438692-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>functieaanduiding</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP5258462737-00"/>
			<imro:naam>horeca tot en met categorie 2</imro:naam>
			<imro:labelInfo>
				<imro:Label>
					<imro:tekst>(h≤2)</imro:tekst>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id238" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>50393.987 390929.102</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:Label>
			</imro:labelInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id44" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id45">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>50406.46 390938.272 50391.423 390938.332</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50391.423 390938.332 50391.398 390932.491</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50391.398 390932.491 50391.405 390926.649</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50391.405 390926.649 50421.447 390926.528</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50421.447 390926.528 50421.497 390938.212</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50421.497 390938.212 50406.46 390938.272</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Functieaanduiding>
	</imro:featureMember>
<imro:featureMember>
		<imro:Functieaanduiding gml:id="NL.IMRO.0664.FA3261746486-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.FA3261746486-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>functieaanduiding</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP2259065087-00"/>
			<imro:naam>specifieke vorm van bedrijf - bakkerijgrondstoffen</imro:naam>
			<imro:labelInfo>
				<imro:Label>
					<imro:tekst>(sb-bkg)</imro:tekst>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id239" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>51461.754 390885.672</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:Label>
			</imro:labelInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id51" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id52">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51451.588 390859.861 51526.225 390864.267 51531.313 390864.567 51529.8 390890.2</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51529.8 390890.2 51527.9 390922.4</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51527.9 390922.4 51527.199 390934.276</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51527.199 390934.276 51472.586 390931.043 51438.247 390929.01 51364.735 390923.141 51369.621 390841.139 51391.813 390842.765 51408.012 390843.952</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51408.012 390843.952 51410.81 390805.763</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51410.81 390805.763 51453.748 390808.503 51455.366 390808.606</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51455.366 390808.606 51454.712 390817.103</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51454.712 390817.103 51451.588 390859.861</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Functieaanduiding>
	</imro:featureMember>
<imro:featureMember>
		<imro:Functieaanduiding gml:id="NL.IMRO.0664.FA1261746459-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.FA1261746459-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>functieaanduiding</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP2259065087-00"/>
			<imro:naam>specifieke vorm van bedrijf - botenbouw</imro:naam>
			<imro:labelInfo>
				<imro:Label>
					<imro:tekst>(sb-bob)</imro:tekst>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id240" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>51551.511 390905.936</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:Label>
			</imro:labelInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id58" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id59">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51527.9 390922.4 51529.8 390890.2</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51529.8 390890.2 51552.259 390891.528</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51552.259 390891.528 51581.494 390893.257</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51581.494 390893.257 51587.3 390893.6</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51587.3 390893.6 51584.694 390937.68 51527.199 390934.276</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51527.199 390934.276 51527.9 390922.4</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Functieaanduiding>
	</imro:featureMember>
<imro:featureMember>
		<imro:Functieaanduiding gml:id="NL.IMRO.0664.FA2261746473-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.FA2261746473-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>functieaanduiding</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP2259065087-00"/>
			<imro:naam>specifieke vorm van bedrijf - machinefabriek</imro:naam>
			<imro:labelInfo>
				<imro:Label>
					<imro:tekst>(sb-maf)</imro:tekst>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id242" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>51534.574 390826.736</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:Label>
			</imro:labelInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id68" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id69">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51552.259 390891.528 51529.8 390890.2</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51529.8 390890.2 51531.313 390864.567</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51531.313 390864.567 51526.225 390864.267 51451.588 390859.861</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51451.588 390859.861 51454.712 390817.103</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51454.712 390817.103 51499.407 390819.609</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51499.407 390819.609 51501.907 390783.733</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51501.907 390783.733 51535.15 390786.05 51548.545 390786.983 51548.314 390789.539 51551.404 390789.789 51551.63 390787.299</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51551.63 390787.299 51551.673 390786.82</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51551.673 390786.82 51580.47 390789.151 51613.353 390791.813</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51613.353 390791.813 51602.9 390832.65</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51602.9 390832.65 51600.85 390840.45 51590.3 390881.1</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51590.3 390881.1 51587.3 390893.6</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51587.3 390893.6 51581.494 390893.257</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51581.494 390893.257 51552.259 390891.528</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Functieaanduiding>
	</imro:featureMember>
<imro:featureMember>
		<imro:Maatvoering gml:id="NL.IMRO.0664.MP1288792751-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.MP1288792751-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>maatvoering</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:naam>maximum bouwhoogte (m), maximum bebouwingspercentage (%)</imro:naam>
			<imro:symboolInfo>
				<imro:SymboolEnPositie>
					<imro:symboolCode>s123</imro:symboolCode>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id244" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>51543.027 390815.649</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:SymboolEnPositie>
			</imro:symboolInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>6</imro:waarde>
					<imro:waardeType>maximum bouwhoogte (m)</imro:waardeType>
					<imro:symboolCode>s123</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>80</imro:waarde>
					<imro:waardeType>maximum bebouwingspercentage (%)</imro:waardeType>
					<imro:symboolCode>s123</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id80" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id81">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51451.588 390859.861 51454.712 390817.103</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51454.712 390817.103 51499.407 390819.609</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51499.407 390819.609 51501.907 390783.733</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51501.907 390783.733 51535.15 390786.05 51548.545 390786.983 51548.314 390789.539</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51548.314 390789.539 51551.404 390789.789</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51551.404 390789.789 51551.63 390787.299</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51551.63 390787.299 51551.673 390786.82</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51551.673 390786.82 51580.47 390789.151 51613.353 390791.813</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51613.353 390791.813 51602.9 390832.65</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51602.9 390832.65 51600.85 390840.45</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51600.85 390840.45 51590.3 390881.1</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51590.3 390881.1 51587.3 390893.6</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51587.3 390893.6 51581.494 390893.257</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51581.494 390893.257 51552.259 390891.528</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51552.259 390891.528 51529.8 390890.2</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51529.8 390890.2 51531.313 390864.567</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51531.313 390864.567 51526.225 390864.267</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51526.225 390864.267 51451.588 390859.861</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
			<imro:aanduiding xlink:href="#NL.IMRO.0664.BP1261742303-00"/>
		</imro:Maatvoering>
	</imro:featureMember>
<imro:featureMember>
		<imro:Bestemmingsplangebied gml:id="NL.IMRO.0664.BPBS02-VG99">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.BPBS02</imro:lokaalID>
					<imro:versie>VG99</imro:versie>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlan>bestemmingsplan</imro:typePlan>
			<imro:beleidsmatigVerantwoordelijkeOverheid>gemeentelijke overheid</imro:beleidsmatigVerantwoordelijkeOverheid>
			<imro:naamOverheid>Goes</imro:naamOverheid>
			<imro:overheidsCode>0664</imro:overheidsCode>
			<imro:naam>Stationsomgeving Zuid-Oost</imro:naam>
			<imro:planstatusInfo>
				<imro:PlanstatusEnDatum>
					<imro:planstatus>vastgesteld</imro:planstatus>
					<imro:datum>2014-02-13</imro:datum>
				</imro:PlanstatusEnDatum>
			</imro:planstatusInfo>
			<imro:besluitnummer>14INT00014</imro:besluitnummer>
			<imro:verwijzingNaarVaststellingsbesluit>vb_NL.IMRO.0664.BPBS02-VG99.pdf</imro:verwijzingNaarVaststellingsbesluit>
			<imro:verwijzingNaarTekstInfo>
				<imro:TekstReferentiePG_BP>
					<imro:verwijzingNaarTekst>t_NL.IMRO.0664.BPBS02-VG99.pdf</imro:verwijzingNaarTekst>
					<imro:typeTekst>toelichting</imro:typeTekst>
				</imro:TekstReferentiePG_BP>
			</imro:verwijzingNaarTekstInfo>
			<imro:verwijzingNaarTekstInfo>
				<imro:TekstReferentiePG_BP>
					<imro:verwijzingNaarTekst>r_NL.IMRO.0664.BPBS02-VG99.html</imro:verwijzingNaarTekst>
					<imro:typeTekst>regels</imro:typeTekst>
				</imro:TekstReferentiePG_BP>
			</imro:verwijzingNaarTekstInfo>
			<imro:verwijzingNaarTekstInfo>
				<imro:TekstReferentiePG_BP>
					<imro:verwijzingNaarTekst>b_NL.IMRO.0664.BPBS02-VG99.pdf</imro:verwijzingNaarTekst>
					<imro:typeTekst>bijlage bij regels</imro:typeTekst>
				</imro:TekstReferentiePG_BP>
			</imro:verwijzingNaarTekstInfo>
			<imro:ondergrondInfo>
				<imro:OndergrondReferentie>
					<imro:ondergrondtype>grootschalige basiskaart (GBK)</imro:ondergrondtype>
					<imro:ondergronddatum>2013-04-09</imro:ondergronddatum>
				</imro:OndergrondReferentie>
			</imro:ondergrondInfo>
			<imro:verwijzingNorm>IMRO2012</imro:verwijzingNorm>
			<imro:verwijzingNorm>PRBP2012</imro:verwijzingNorm>
			<imro:verwijzingNorm>PRABPK2012</imro:verwijzingNorm>
			<imro:geometrie>
				<gml:MultiSurface gml:id="NL.IMRO.0664.BPBS02-VG99_MG0" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:surfaceMember>
						<gml:Surface gml:id="id96" srsName="urn:ogc:def:crs:EPSG::28992">
							<gml:patches>
								<gml:PolygonPatch>
									<gml:exterior>
										<gml:Ring>
											<gml:curveMember>
												<gml:Curve gml:id="id97">
													<gml:segments>
														<gml:Arc>
															<gml:posList>51364.733 390933.638 51364.729 390933.672 51364.724 390933.706</gml:posList>
														</gml:Arc>
														<gml:LineStringSegment>
															<gml:posList>51364.724 390933.706 51363.736 390933.652</gml:posList>
														</gml:LineStringSegment>
														<gml:Arc>
															<gml:posList>51363.736 390933.652 51363.734 390933.618 51363.734 390933.584</gml:posList>
														</gml:Arc>
														<gml:LineStringSegment>
															<gml:posList>51363.734 390933.584 51340.321 390932.32</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51340.321 390932.32 51316.908 390931.056</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51316.908 390931.056 51317.07 390928.06</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51317.07 390928.06 51295.93 390926.915</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51295.93 390926.915 51274.79 390925.77</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51274.79 390925.77 51272.5 390928.11</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51272.5 390928.11 51268.004 390928.089 51263.508 390928.068</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51263.508 390928.068 51248.509 390928.053</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51248.509 390928.053 51233.51 390928.038</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51233.51 390928.038 51223.788 390928.05</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51223.788 390928.05 51214.066 390928.062</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51214.066 390928.062 51206.336 390920.522</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51206.336 390920.522 51198.605 390912.981</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51198.605 390912.981 51187.328 390903.954</gml:posList>
														</gml:LineStringSegment>
														<gml:Arc>
															<gml:posList>51187.328 390903.954 51185.3 390904.578 51183.383 390904.685</gml:posList>
														</gml:Arc>
														<gml:LineStringSegment>
															<gml:posList>51183.383 390904.685 51172.099 390904.65</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51172.099 390904.65 51160.946 390904.605</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51160.946 390904.605 51160.958 390892.964</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51160.958 390892.964 51160.971 390881.323</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51160.971 390881.323 51188.557 390854.049</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51188.557 390854.049 51191.757 390850.886 51191.666 390815.599 51202.343 390804.948</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51202.343 390804.948 51192.413 390804.92</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51192.413 390804.92 51182.483 390804.891 51182.4 390798.85</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51182.4 390798.85 51182.732 390798.82</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51182.732 390798.82 51182.71 390786.615</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51182.71 390786.615 51182.688 390774.41 51182.671 390765.13</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51182.671 390765.13 51182.654 390755.85</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51182.654 390755.85 51182.655 390747.861</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51182.655 390747.861 51182.694 390739.279 51190.878 390740.353 51201.077 390741.691 51211.275 390743.03</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51211.275 390743.03 51221.473 390744.368 51229.853 390745.187 51238.233 390746.005 51241.072 390746.278 51243.91 390746.551</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51243.91 390746.551 51249.588 390747.097</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51249.588 390747.097 51252.625 390747.345</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51252.625 390747.345 51255.662 390747.593</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51255.662 390747.593 51258.699 390747.841</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51258.699 390747.841 51261.736 390748.089 51275.261 390749.041 51288.786 390749.992 51302.312 390750.944 51315.837 390751.896 51332.248 390753.065</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51332.248 390753.065 51348.659 390754.234</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51348.659 390754.234 51365.07 390755.404</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51365.07 390755.404 51381.481 390756.573</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51381.481 390756.573 51402.885 390758.098 51424.29 390759.623 51445.694 390761.148</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51445.694 390761.148 51467.098 390762.673</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51467.098 390762.673 51480.258 390763.595 51493.419 390764.517</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51493.419 390764.517 51506.579 390765.439 51519.739 390766.362</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51519.739 390766.362 51526.724 390766.926</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51526.724 390766.926 51533.71 390767.49</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51533.71 390767.49 51539.198 390768.185</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51539.198 390768.185 51544.687 390768.879 51550.175 390769.574 51555.664 390770.268</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51555.664 390770.268 51560.32 390770.928</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51560.32 390770.928 51564.976 390771.589 51569.633 390772.249 51574.289 390772.91 51577.115 390773.418</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51577.115 390773.418 51579.942 390773.926 51585.594 390774.943 51589.611 390775.787</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51589.611 390775.787 51593.627 390776.63</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51593.627 390776.63 51597.644 390777.473 51601.66 390778.316 51604.766 390779.061</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51604.766 390779.061 51607.872 390779.806 51610.978 390780.55 51614.085 390781.295</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51614.085 390781.295 51616.96 390782.053 51619.836 390782.811 51622.712 390783.569</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51622.712 390783.569 51625.588 390784.328</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51625.588 390784.328 51627.77 390784.994</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51627.77 390784.994 51628.861 390785.327 51629.952 390785.66</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51629.952 390785.66 51633.544 390786.819 51637.136 390787.979</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51637.136 390787.979 51640.728 390789.139 51644.32 390790.298 51646.453 390790.968 51648.585 390791.638</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51648.585 390791.638 51650.717 390792.307</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51650.717 390792.307 51652.849 390792.977</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51652.849 390792.977 51654.374 390793.275</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51654.374 390793.275 51655.898 390793.572 51657.423 390793.87</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51657.423 390793.87 51658.948 390794.167</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51658.948 390794.167 51660.795 390794.391</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51660.795 390794.391 51662.642 390794.614</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51662.642 390794.614 51664.489 390794.837 51666.336 390795.06</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51666.336 390795.06 51668.518 390795.06</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51668.518 390795.06 51670.7 390795.06 51672.699 390795.06</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51672.699 390795.06 51674.697 390795.06</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51674.697 390795.06 51676.696 390795.06</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51676.696 390795.06 51678.695 390795.06 51675.056 390807.055</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51675.056 390807.055 51671.417 390819.049 51667.778 390831.043</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51667.778 390831.043 51664.139 390843.038 51660.13 390857.821</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51660.13 390857.821 51656.12 390872.604</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51656.12 390872.604 51652.111 390887.387</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51652.111 390887.387 51648.102 390902.171 51646.128 390909.45 51644.153 390916.73 51642.179 390924.01 51640.205 390931.29 51637.899 390938.488 51635.593 390945.686</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51635.593 390945.686 51630.98 390960.083</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51630.98 390960.083 51625.129 390972.553</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51625.129 390972.553 51634.7 390973.55</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51634.7 390973.55 51647.4 390973.3</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51647.4 390973.3 51662.25 390973.05 51679.6 390972.25</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51679.6 390972.25 51692.1 390971.55 51704.6 390970.9</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51704.6 390970.9 51719.5 390969.9 51736.9 390968.45 51749.3 390967.15</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51749.3 390967.15 51766.85 390965.25</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51766.85 390965.25 51784.1 390963.05</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51784.1 390963.05 51799.1 390961.3</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51799.1 390961.3 51813.022 390959.599</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51813.022 390959.599 51826.2 390957.75</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51826.2 390957.75 51841.1 390955.75 51853.35 390953.9</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51853.35 390953.9 51868.3 390951.5</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51868.3 390951.5 51885.5 390948.8</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51885.5 390948.8 51900.35 390946.25</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51900.35 390946.25 51915.25 390943.65</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51915.25 390943.65 51926 390941.55</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51926 390941.55 51940.25 390938.6</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51940.25 390938.6 51948.098 390936.885</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51948.098 390936.885 51949.4 390936.6 51956.521 390934.727 51963.85 390932.8</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51963.85 390932.8 51978.5 390929 51986.916 390926.724</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51986.916 390926.724 51996.833 390924.138</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51996.833 390924.138 52000 390923.308</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52000 390923.308 52016.553 390918.972</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52016.553 390918.972 52033.252 390914.582</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52033.252 390914.582 52052.396 390909.521</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52052.396 390909.521 52060.281 390907.129</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52060.281 390907.129 52077.697 390901.733</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52077.697 390901.733 52086.255 390899.061</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52086.255 390899.061 52105.812 390892.396 52117.286 390888.449</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52117.286 390888.449 52126.041 390885.275</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52126.041 390885.275 52133.148 390882.615</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52133.148 390882.615 52138.06 390880.674 52140.529 390879.803</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52140.529 390879.803 52140.885 390880.5</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52140.885 390880.5 52148.166 390877.338</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52148.166 390877.338 52156.738 390873.616</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52156.738 390873.616 52167.655 390868.949</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52167.655 390868.949 52182.835 390862.32</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52182.835 390862.32 52194.101 390857.4</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52194.101 390857.4 52204.393 390852.763</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52204.393 390852.763 52215.636 390847.993</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52215.636 390847.993 52234.977 390839.504</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52234.977 390839.504 52238.667 390837.973</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52238.667 390837.973 52266 390826.361</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52266 390826.361 52267.023 390828.443</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52267.023 390828.443 52282.475 390820.728</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52282.475 390820.728 52294.13 390814.404</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52294.13 390814.404 52309.406 390807.175</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52309.406 390807.175 52337.935 390791.181</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52337.935 390791.181 52367.764 390774.713</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52367.764 390774.713 52398.743 390757.471</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52398.743 390757.471 52424.271 390742.827 52470.905 390716.05</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52470.905 390716.05 52470.927 390716.037</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52470.927 390716.037 52496.758 390702.404</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52496.758 390702.404 52504.509 390712.056</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52504.509 390712.056 52509.226 390720.194</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52509.226 390720.194 52443.45 390763.3 52428.65 390769.75 52401.1 390782.275</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52401.1 390782.275 52360.775 390801.65</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52360.775 390801.65 52344.55 390809.525</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52344.55 390809.525 52314.85 390823.775</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52314.85 390823.775 52306.85 390827.55</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52306.85 390827.55 52292.1 390836.5 52274.95 390844.75 52250.2 390856.6 52231.475 390865.35</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52231.475 390865.35 52215.25 390872.65 52204.95 390877.2</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52204.95 390877.2 52199.525 390879.525</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52199.525 390879.525 52194.1 390881.85 52188.85 390884.025 52183.6 390886.2 52172.1 390890.85</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52172.1 390890.85 52164.05 390894.025</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52164.05 390894.025 52146.475 390900.925</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52146.475 390900.925 52128.6 390907.65</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52128.6 390907.65 52124.35 390908.55</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52124.35 390908.55 52120.1 390909.45</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52120.1 390909.45 52115.7 390910.55</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52115.7 390910.55 52111.3 390911.65</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52111.3 390911.65 52101.6 390914.975</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52101.6 390914.975 52091.9 390918.3</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52091.9 390918.3 52084.975 390920.575</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52084.975 390920.575 52078.05 390922.85 52071.1 390925.1</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52071.1 390925.1 52064.15 390927.35</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52064.15 390927.35 52052.825 390930.625 52041.88 390933.79</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52041.88 390933.79 52000 390946.611</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>52000 390946.611 51994.232 390948.042</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51994.232 390948.042 51971.117 390954.087</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51971.117 390954.087 51947.354 390960.286</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51947.354 390960.286 51927.45 390964.328</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51927.45 390964.328 51898.255 390970.098</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51898.255 390970.098 51892.679 390971.352</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51892.679 390971.352 51892.307 390969.121</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51892.307 390969.121 51857.633 390975.108</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51857.633 390975.108 51833.369 390978.961</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51833.369 390978.961 51798.941 390983.174</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51798.941 390983.174 51782.171 390984.746</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51782.171 390984.746 51765.657 390985.946</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51765.657 390985.946 51749.984 390986.801</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51749.984 390986.801 51728.891 390987.763</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51728.891 390987.763 51686.041 390990.232</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51686.041 390990.232 51621.38 390993.862</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51621.38 390993.862 51617.369 390993.259</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51617.369 390993.259 51616.516 390993.131</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51616.516 390993.131 51616.176 390993.155</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51616.176 390993.155 51614.034 390998.09</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51614.034 390998.09 51612.06 390998.045</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51612.06 390998.045 51612.146 390997.821 51615.828 390988.225</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51615.828 390988.225 51617.322 390984.249</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51617.322 390984.249 51620.06 390976.96</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51620.06 390976.96 51622.311 390971.015</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51622.311 390971.015 51622.72 390969.935 51625.38 390962.91</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51625.38 390962.91 51625.997 390961.821 51626.613 390960.731 51627.391 390959.751</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51627.391 390959.751 51628.17 390958.77 51628.776 390957.976 51629.254 390957.256 51629.57 390956.722</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51629.57 390956.722 51629.854 390956.191 51630.174 390955.521</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51630.174 390955.521 51630.497 390954.73 51630.822 390953.757 51631.101 390952.716</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51631.101 390952.716 51633.112 390945.517</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51633.112 390945.517 51629.389 390945.263</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51629.389 390945.263 51616.47 390944.532</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51616.47 390944.532 51603.55 390943.8</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51603.55 390943.8 51585.225 390942.825</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51585.225 390942.825 51566.9 390941.85</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51566.9 390941.85 51546.791 390940.801 51526.682 390939.752</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51526.682 390939.752 51518.328 390939.32</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51518.328 390939.32 51518.144 390941.629</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51518.144 390941.629 51509.072 390941.118</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51509.072 390941.118 51500 390940.607</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51500 390940.607 51483.404 390939.672</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51483.404 390939.672 51466.808 390938.736</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51466.808 390938.736 51456.581 390938.454</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51456.581 390938.454 51446.354 390938.172</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51446.354 390938.172 51442.21 390937.938</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51442.21 390937.938 51420.064 390936.689 51393.775 390935.205</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>51393.775 390935.205 51364.733 390933.638</gml:posList>
														</gml:LineStringSegment>
													</gml:segments>
												</gml:Curve>
											</gml:curveMember>
										</gml:Ring>
									</gml:exterior>
								</gml:PolygonPatch>
							</gml:patches>
						</gml:Surface>
					</gml:surfaceMember>
					<gml:surfaceMember>
						<gml:Surface gml:id="id98" srsName="urn:ogc:def:crs:EPSG::28992">
							<gml:patches>
								<gml:PolygonPatch>
									<gml:exterior>
										<gml:Ring>
											<gml:curveMember>
												<gml:Curve gml:id="id99">
													<gml:segments>
														<gml:Arc>
															<gml:posList>50142.774 391011.691 50121.539 391013.117 50102.846 391015.881</gml:posList>
														</gml:Arc>
														<gml:LineStringSegment>
															<gml:posList>50102.846 391015.881 50076.437 391024.766</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50076.437 391024.766 50063.103 391030.452</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50063.103 391030.452 50048.504 391030.486</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50048.504 391030.486 50036.522 391030.514</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50036.522 391030.514 50030.453 391030.529</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50030.453 391030.529 50024.828 391030.542</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50024.828 391030.542 50024.933 391030.409</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50024.933 391030.409 50016.12 391030.43</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50016.12 391030.43 50000 391030.496</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50000 391030.496 49947.84 391030.71</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>49947.84 391030.71 49847.02 391031.1</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>49847.02 391031.1 49817.92 391031.16</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>49817.92 391031.16 49797.88 391025.93</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>49797.88 391025.93 49797.878 391024.903</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>49797.878 391024.903 49797.87 391021.49</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>49797.87 391021.49 49797.839 391016.128 49797.8 391009.36</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>49797.8 391009.36 49797.7 391003.08</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>49797.7 391003.08 49796.136 390969.553</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>49796.136 390969.553 49904.17 390967.74</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>49904.17 390967.74 49911.23 390967.7</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>49911.23 390967.7 49985.26 390968.39</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>49985.26 390968.39 50000 390969.631 50024.735 390971.714</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50024.735 390971.714 50024.72 390971.525</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50024.72 390971.525 50036.254 390972.409</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50036.254 390972.409 50035.702 390974.782</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50035.702 390974.782 50035.677 390975.573</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50035.677 390975.573 50039.525 390975.574</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50039.525 390975.574 50040.73 390974.603</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50040.73 390974.603 50041.634 390974.231</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50041.634 390974.231 50046.224 390973.173</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50046.224 390973.173 50052.86 390972.129</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50052.86 390972.129 50063.282 390971.118</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50063.282 390971.118 50081.649 390969.762 50184.859 390970.26</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50184.859 390970.26 50190.265 390970.815 50199.008 390971.713</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50199.008 390971.713 50217.05 390971.8</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50217.05 390971.8 50230.5 390971.65</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50230.5 390971.65 50246.655 390971.593</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50246.655 390971.593 50246.655 390975.288</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50246.655 390975.288 50252.66 390975.28</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50252.66 390975.28 50252.677 390926.961</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50252.677 390926.961 50252.679 390926.931</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50252.679 390926.931 50252.724 390926.179</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50252.724 390926.179 50252.781 390925.777</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50252.781 390925.777 50252.866 390925.336</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50252.866 390925.336 50252.988 390924.922 50253.203 390924.321</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50253.203 390924.321 50253.479 390923.713 50253.794 390923.18</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50253.794 390923.18 50254.102 390922.742</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50254.102 390922.742 50254.539 390922.202 50254.707 390922.036</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50254.707 390922.036 50254.937 390921.81</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50254.937 390921.81 50255.324 390921.466</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50255.324 390921.466 50255.735 390921.179</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50255.735 390921.179 50256.284 390920.835</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50256.284 390920.835 50256.845 390920.544</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50256.845 390920.544 50257.593 390920.278</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50257.593 390920.278 50258.243 390920.1</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50258.243 390920.1 50259.023 390920</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50259.023 390920 50259.681 390919.964</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50259.681 390919.964 50349.77 390920.01</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50349.77 390920.01 50569.057 390915.778</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50569.057 390915.778 50612.929 390914.931</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50612.929 390914.931 50650.078 390930.903</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50650.078 390930.903 50706.011 390955.11</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50706.011 390955.11 50710.733 390952.189</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50710.733 390952.189 50737.574 390962.798</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50737.574 390962.798 50757.012 390963.632</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50757.012 390963.632 50774.131 390964.292</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50774.131 390964.292 50801.124 390965.417</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50801.124 390965.417 50804.301 390965.035</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50804.301 390965.035 50813.531 390964.74 50818.27 390964.48 50818.605 390964.461</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50818.605 390964.461 50827.222 390961.119</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50827.222 390961.119 50832.929 390960.956</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50832.929 390960.956 50828.084 390975.041</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50828.084 390975.041 50824.163 390987.033</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50824.163 390987.033 50805.094 391039.736</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50805.094 391039.736 50376.166 391038.679 50339.131 391038.587</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50339.131 391038.587 50325.884 391038.555</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50325.884 391038.555 50314.421 391038.659</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50314.421 391038.659 50313.632 391038.657</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50313.632 391038.657 50309.366 391038.646</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50309.366 391038.646 50272.529 391011.954 50268.721 391011.941</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50268.721 391011.941 50232.376 391011.816</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50232.376 391011.816 50232.356 391011.816</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50232.356 391011.816 50195.55 391011.74</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50195.55 391011.74 50158.724 391011.743</gml:posList>
														</gml:LineStringSegment>
														<gml:LineStringSegment>
															<gml:posList>50158.724 391011.743 50142.774 391011.691</gml:posList>
														</gml:LineStringSegment>
													</gml:segments>
												</gml:Curve>
											</gml:curveMember>
										</gml:Ring>
									</gml:exterior>
								</gml:PolygonPatch>
							</gml:patches>
						</gml:Surface>
					</gml:surfaceMember>
				</gml:MultiSurface>
			</imro:geometrie>
		</imro:Bestemmingsplangebied>
	</imro:featureMember>
<imro:featureMember>
		<imro:Enkelbestemming gml:id="NL.IMRO.0664.EP2259065087-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.EP2259065087-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>enkelbestemming</imro:typePlanobject>
			<imro:naam>Bedrijf</imro:naam>
			<imro:bestemmingshoofdgroep>bedrijf</imro:bestemmingshoofdgroep>
			<imro:artikelnummer>3</imro:artikelnummer>
			<imro:verwijzingNaarTekstInfo>
				<imro:TekstReferentie_BP>
					<imro:verwijzingNaarTekst>r_NL.IMRO.0664.BPBS02-VG99.html#888ae4d4-7588-439a-a5e0-fd4f6c3cdb13</imro:verwijzingNaarTekst>
					<imro:typeTekst>regels</imro:typeTekst>
				</imro:TekstReferentie_BP>
			</imro:verwijzingNaarTekstInfo>
			<imro:labelInfo>
				<imro:Label>
					<imro:tekst>B</imro:tekst>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id250" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>51468.294 390892.085</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:Label>
			</imro:labelInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id107" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id108">
											<gml:segments>
												<gml:Arc>
													<gml:posList>51364.733 390933.638 51364.729 390933.672 51364.724 390933.706</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>51364.724 390933.706 51363.736 390933.652</gml:posList>
												</gml:LineStringSegment>
												<gml:Arc>
													<gml:posList>51363.736 390933.652 51363.734 390933.618 51363.734 390933.584</gml:posList>
												</gml:Arc>
												<gml:LineStringSegment>
													<gml:posList>51363.734 390933.584 51340.321 390932.32</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51340.321 390932.32 51316.908 390931.056</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51316.908 390931.056 51317.07 390928.06</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51317.07 390928.06 51318.123 390913.102</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51318.123 390913.102 51323.18 390841.285</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51323.18 390841.285 51324.41 390823.82</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51324.41 390823.82 51325.836 390823.921</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51325.836 390823.921 51334.187 390824.511</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51334.187 390824.511 51357.413 390826.153</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51357.413 390826.153 51400.729 390829.215</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51400.729 390829.215 51402.15 390805.21</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51402.15 390805.21 51402.96 390805.262</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51402.96 390805.262 51403.118 390803.034</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51403.118 390803.034 51405.69 390766.83</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51405.69 390766.83 51413.62 390767.41</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51413.62 390767.41 51412.883 390777.47</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51412.883 390777.47 51411.018 390802.922</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51411.018 390802.922 51428.061 390804.151</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51428.061 390804.151 51441.263 390805.076</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51441.263 390805.076 51455.566 390806.009</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51455.566 390806.009 51457.484 390780.646</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51457.484 390780.646 51458.246 390770.564</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51458.246 390770.564 51466.15 390771.15 51487 390772.6</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51487 390772.6 51500 390775.1</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51500 390775.1 51503.04 390775.615</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51503.04 390775.615 51507.747 390775.943</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51507.747 390775.943 51509.745 390775.916</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51509.745 390775.916 51520.073 390775.31</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51520.073 390775.31 51521.838 390775.207</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51521.838 390775.207 51524.558 390775.239</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51524.558 390775.239 51526.912 390775.399</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51526.912 390775.399 51535.61 390776.241</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51535.61 390776.241 51542.979 390777.108</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51542.979 390777.108 51543.133 390777.129</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51543.133 390777.129 51548.174 390777.801</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51548.174 390777.801 51562.95 390779.673 51574.757 390781.564</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51574.757 390781.564 51588.096 390784.13</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51588.096 390784.13 51596.345 390785.857</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51596.345 390785.857 51608.46 390788.634</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51608.46 390788.634 51608.601 390788.666 51618.154 390791.083</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51618.154 390791.083 51617.049 390795.401</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51617.049 390795.401 51608.5 390828.8</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51608.5 390828.8 51608.396 390829.184</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51608.396 390829.184 51606.816 390835.04</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51606.816 390835.04 51605.058 390841.554</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51605.058 390841.554 51602.301 390852.623</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51602.301 390852.623 51597.42 390872.224</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51597.42 390872.224 51594.3 390884.75 51591.993 390893.878</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51591.993 390893.878 51591.331 390896.497</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51591.331 390896.497 51591.149 390897.218</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51591.149 390897.218 51589.95 390917.6</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51589.95 390917.6 51590.45 390919.75</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51590.45 390919.75 51591.25 390921.45</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51591.25 390921.45 51591.291 390921.514</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51591.291 390921.514 51592.13 390921.948</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51592.13 390921.948 51593.662 390922.702</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51593.662 390922.702 51607.208 390923.472</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51607.208 390923.472 51620.037 390924.201</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51620.037 390924.201 51626.22 390924.552 51635.503 390925.08</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51635.503 390925.08 51635.052 390926.742</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51635.052 390926.742 51635.401 390926.626</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51635.401 390926.626 51631.614 390932.494</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51631.614 390932.494 51629.389 390945.263</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51629.389 390945.263 51616.47 390944.532</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51616.47 390944.532 51603.55 390943.8</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51603.55 390943.8 51585.225 390942.825</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51585.225 390942.825 51566.9 390941.85</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51566.9 390941.85 51546.791 390940.801 51526.682 390939.752</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51526.682 390939.752 51518.328 390939.32</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51518.328 390939.32 51518.144 390941.629</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51518.144 390941.629 51509.072 390941.118</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51509.072 390941.118 51500 390940.607</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51500 390940.607 51483.404 390939.672</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51483.404 390939.672 51466.808 390938.736</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51466.808 390938.736 51456.581 390938.454</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51456.581 390938.454 51446.354 390938.172</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51446.354 390938.172 51442.21 390937.938</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51442.21 390937.938 51420.064 390936.689</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51420.064 390936.689 51393.775 390935.205</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>51393.775 390935.205 51364.733 390933.638</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
		</imro:Enkelbestemming>
	</imro:featureMember>
<imro:featureMember>
		<imro:Maatvoering gml:id="NL.IMRO.0664.MP9259065851-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.MP9259065851-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>maatvoering</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:naam>maximum goothoogte (m), maximum bouwhoogte (m)</imro:naam>
			<imro:symboolInfo>
				<imro:SymboolEnPositie>
					<imro:symboolCode>s111</imro:symboolCode>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id259" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>50412.4 390932.106</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:SymboolEnPositie>
			</imro:symboolInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>4</imro:waarde>
					<imro:waardeType>maximum goothoogte (m)</imro:waardeType>
					<imro:symboolCode>s111</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:maatvoeringInfo>
				<imro:WaardeEnType>
					<imro:waarde>7</imro:waarde>
					<imro:waardeType>maximum bouwhoogte (m)</imro:waardeType>
					<imro:symboolCode>s111</imro:symboolCode>
				</imro:WaardeEnType>
			</imro:maatvoeringInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id137" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id138">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>50421.447 390926.528 50421.497 390938.212</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50421.497 390938.212 50391.423 390938.332</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50391.423 390938.332 50391.373 390926.649</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50391.373 390926.649 50421.447 390926.528</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
			<imro:aanduiding xlink:href="#NL.IMRO.0664.BP8259065792-00"/>
		</imro:Maatvoering>
	</imro:featureMember>
<imro:featureMember>
		<imro:Functieaanduiding gml:id="NL.IMRO.0664.FA1261147849-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.FA1261147849-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>functieaanduiding</imro:typePlanobject>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
			<imro:bestemmingsvlak xlink:href="#NL.IMRO.0664.EP2259065087-00"/>
			<imro:naam>nutsvoorziening</imro:naam>
			<imro:labelInfo>
				<imro:Label>
					<imro:tekst>(nv)</imro:tekst>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id270" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>51544.145 390779.646</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:aanpijlingspunt>
								<gml:Point gml:id="id271" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>51549.601 390786.327</gml:pos>
								</gml:Point>
							</imro:aanpijlingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:Label>
			</imro:labelInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id178" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id179">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>51550.769 390785.725 51550.541 390788.224 51549.097 390788.097 51549.324 390785.608 51550.769 390785.725</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
		</imro:Functieaanduiding>
	</imro:featureMember>
<imro:featureMember>
		<imro:Enkelbestemming gml:id="NL.IMRO.0664.EP5258462737-00">
			<imro:identificatie>
				<imro:NEN3610ID>
					<imro:namespace>NL.IMRO</imro:namespace>
					<imro:lokaalID>0664.EP5258462737-00</imro:lokaalID>
				</imro:NEN3610ID>
			</imro:identificatie>
			<imro:typePlanobject>enkelbestemming</imro:typePlanobject>
			<imro:naam>Horeca</imro:naam>
			<imro:bestemmingshoofdgroep>horeca</imro:bestemmingshoofdgroep>
			<imro:artikelnummer>5</imro:artikelnummer>
			<imro:verwijzingNaarTekstInfo>
				<imro:TekstReferentie_BP>
					<imro:verwijzingNaarTekst>r_NL.IMRO.0664.BPBS02-VG99.html#330ec41e-c19b-4716-91c4-cb046b109704</imro:verwijzingNaarTekst>
					<imro:typeTekst>regels</imro:typeTekst>
				</imro:TekstReferentie_BP>
			</imro:verwijzingNaarTekstInfo>
			<imro:labelInfo>
				<imro:Label>
					<imro:tekst>H</imro:tekst>
					<imro:positie>
						<imro:Labelpositie>
							<imro:plaatsingspunt>
								<gml:Point gml:id="id285" srsName="urn:ogc:def:crs:EPSG::28992">
									<gml:pos>50402.644 390933.197</gml:pos>
								</gml:Point>
							</imro:plaatsingspunt>
							<imro:hoek>0</imro:hoek>
						</imro:Labelpositie>
					</imro:positie>
				</imro:Label>
			</imro:labelInfo>
			<imro:geometrie>
				<gml:Surface gml:id="id226" srsName="urn:ogc:def:crs:EPSG::28992">
					<gml:patches>
						<gml:PolygonPatch>
							<gml:exterior>
								<gml:Ring>
									<gml:curveMember>
										<gml:Curve gml:id="id227">
											<gml:segments>
												<gml:LineStringSegment>
													<gml:posList>50391.423 390938.332 50391.373 390926.649 50421.447 390926.528</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50421.447 390926.528 50421.497 390938.212</gml:posList>
												</gml:LineStringSegment>
												<gml:LineStringSegment>
													<gml:posList>50421.497 390938.212 50391.423 390938.332</gml:posList>
												</gml:LineStringSegment>
											</gml:segments>
										</gml:Curve>
									</gml:curveMember>
								</gml:Ring>
							</gml:exterior>
						</gml:PolygonPatch>
					</gml:patches>
				</gml:Surface>
			</imro:geometrie>
			<imro:plangebied xlink:href="#NL.IMRO.0664.BPBS02-VG99"/>
		</imro:Enkelbestemming>
	</imro:featureMember>
<imro:featureMember>
		<imro:MetadataIMRObestand gml:id="Metadata">
			<imro:datasetTitel>Stationsomgeving Zuid-Oost</imro:datasetTitel>
			<imro:creatiedatum>2014-02-25</imro:creatiedatum>
			<imro:bronbeheerder>Goes</imro:bronbeheerder>
			<imro:codeerVerantwoordelijke>JV</imro:codeerVerantwoordelijke>
			<imro:naamApplicatieschema>IMRO2012</imro:naamApplicatieschema>
			<imro:codeReferentiesysteem>28992</imro:codeReferentiesysteem>
			<imro:toepassingsschaal>1000</imro:toepassingsschaal>
			<imro:applicatieIdentificatie>RoPlan 2012 v2.0.1 (voor v8i)</imro:applicatieIdentificatie>
			<imro:versieXMLschema>1.1.0</imro:versieXMLschema>
		</imro:MetadataIMRObestand>
	</imro:featureMember>
</imro:FeatureCollectionIMRO>
